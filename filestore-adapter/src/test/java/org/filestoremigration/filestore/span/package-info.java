@NullMarked
package org.filestoremigration.filestore.span;

import org.jspecify.annotations.NullMarked;
