/**
 * Reads an MLflow FileStore, the folder that MLflow calls {@code mlruns}.
 *
 * <p>The rooms below this package belong to it alone: {@code entity} may use {@code metric}, {@code disk} and
 * {@code yaml}, {@code metric} may use {@code disk}.
 */
@NullMarked
package org.filestoremigration.filestore;

import org.jspecify.annotations.NullMarked;
