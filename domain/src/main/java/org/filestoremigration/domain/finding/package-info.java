/** What is found in a store that is not as MLflow writes it, and where: the place on disk, or the entity. */
@NullMarked
package org.filestoremigration.domain.finding;

import org.jspecify.annotations.NullMarked;
