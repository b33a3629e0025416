/** Traces and their assessments. Spans are artifacts and not part of a tracking database that a FileStore becomes. */
@NullMarked
package org.filestoremigration.domain.trace;

import org.jspecify.annotations.NullMarked;
