/** The contracts of the ports, a store in memory that keeps them, and a store full of odd values to try them on. */
@NullMarked
package org.filestoremigration.domain.store;

import org.jspecify.annotations.NullMarked;
