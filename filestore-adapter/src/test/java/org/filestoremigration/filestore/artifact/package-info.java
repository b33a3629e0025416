@NullMarked
package org.filestoremigration.filestore.artifact;

import org.jspecify.annotations.NullMarked;
