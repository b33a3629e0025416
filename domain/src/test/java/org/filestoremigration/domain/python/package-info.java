@NullMarked
package org.filestoremigration.domain.python;

import org.jspecify.annotations.NullMarked;
