/** Reads and writes an MLflow tracking database in SQLite. */
@NullMarked
package org.filestoremigration.sqlite;

import org.jspecify.annotations.NullMarked;
