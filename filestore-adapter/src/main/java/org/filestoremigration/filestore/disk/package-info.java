/** Files and folders below a source: names, what becomes of each, the fingerprint. Not part of the library's public face. */
@NullMarked
package org.filestoremigration.filestore.disk;

import org.jspecify.annotations.NullMarked;
