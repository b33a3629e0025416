/** MLflow's model registry. A prompt is a registered model that carries MLflow's prompt tag. */
@NullMarked
package org.filestoremigration.domain.registry;

import org.jspecify.annotations.NullMarked;
