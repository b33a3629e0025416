/** Logged models, which MLflow tracks since 3.0. */
@NullMarked
package org.filestoremigration.domain.model;

import org.jspecify.annotations.NullMarked;
