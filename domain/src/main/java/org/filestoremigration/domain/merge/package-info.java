/** One store brought into another that is in use: which entities are the same, what is added, and what contradicts. */
@NullMarked
package org.filestoremigration.domain.merge;

import org.jspecify.annotations.NullMarked;
