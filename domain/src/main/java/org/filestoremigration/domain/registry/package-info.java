/** Registered models, their versions and aliases. A prompt is a registered model with MLflow's prompt tag. */
@NullMarked
package org.filestoremigration.domain.registry;

import org.jspecify.annotations.NullMarked;
