/**
 * MLflow's SQL schema, for every dialect: tables, rows and what follows from them, revisions, readers and checks. How a
 * dialect opens, creates and loads a database is its own adapter's.
 */
@NullMarked
package org.filestoremigration.sql;

import org.jspecify.annotations.NullMarked;
