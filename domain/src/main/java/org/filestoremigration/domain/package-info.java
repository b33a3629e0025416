/** What MLflow tracks, as records that hold no database and no files, and the migration between two stores of it. */
@NullMarked
package org.filestoremigration.domain;

import org.jspecify.annotations.NullMarked;
