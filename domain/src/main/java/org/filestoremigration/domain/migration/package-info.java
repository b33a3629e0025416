/** The migration itself and what it reports: normalisations, notes, blocked items and repairs. */
@NullMarked
package org.filestoremigration.domain.migration;

import org.jspecify.annotations.NullMarked;
