/** A reader for each kind of folder. Not part of the library's public face. */
@NullMarked
package org.filestoremigration.filestore.entity;

import org.jspecify.annotations.NullMarked;
