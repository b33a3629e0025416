/** Experiments and runs, with what MLflow logs to them. */
@NullMarked
package org.filestoremigration.domain.tracking;

import org.jspecify.annotations.NullMarked;
