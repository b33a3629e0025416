/** Logged models (MLflow 3): models that a run produced, with their own params, tags and metrics. */
@NullMarked
package org.filestoremigration.domain.model;

import org.jspecify.annotations.NullMarked;
