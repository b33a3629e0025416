/** Where the artifacts of FileStores are, and how they come along. */
@NullMarked
package org.filestoremigration.filestore.artifact;

import org.jspecify.annotations.NullMarked;
