@NullMarked
package org.filestoremigration.domain.migration;

import org.jspecify.annotations.NullMarked;
