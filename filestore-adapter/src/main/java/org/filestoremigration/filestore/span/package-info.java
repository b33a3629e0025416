/** Trace spans in the file where a FileStore keeps them. */
@NullMarked
package org.filestoremigration.filestore.span;

import org.jspecify.annotations.NullMarked;
