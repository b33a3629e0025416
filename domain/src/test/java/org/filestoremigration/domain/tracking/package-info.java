@NullMarked
package org.filestoremigration.domain.tracking;

import org.jspecify.annotations.NullMarked;
