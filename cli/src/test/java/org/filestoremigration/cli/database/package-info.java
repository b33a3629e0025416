/** The database that is written, and the verification of a database, held against those that MLflow itself made. */
@NullMarked
package org.filestoremigration.cli.database;

import org.jspecify.annotations.NullMarked;
