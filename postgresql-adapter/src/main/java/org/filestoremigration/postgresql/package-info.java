/** MLflow's SQL schema in PostgreSQL: one transaction from the first lock to the last check. */
@NullMarked
package org.filestoremigration.postgresql;

import org.jspecify.annotations.NullMarked;
