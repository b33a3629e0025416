/** Moves everything from one store into another and tells what it met on the way. */
@NullMarked
package org.filestoremigration.domain.migration;

import org.jspecify.annotations.NullMarked;
