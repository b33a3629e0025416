/** Reads an MLflow FileStore, the folder that MLflow calls {@code mlruns}. */
@NullMarked
package org.filestoremigration.filestore;

import org.jspecify.annotations.NullMarked;
