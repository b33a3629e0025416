@NullMarked
package org.filestoremigration.domain.merge;

import org.jspecify.annotations.NullMarked;
