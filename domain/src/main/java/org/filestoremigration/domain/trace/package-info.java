/** Traces and their assessments. */
@NullMarked
package org.filestoremigration.domain.trace;

import org.jspecify.annotations.NullMarked;
