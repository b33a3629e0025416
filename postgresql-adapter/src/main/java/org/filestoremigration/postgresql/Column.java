package org.filestoremigration.postgresql;

/**
 * A column of a table of the database.
 *
 * @param type PostgreSQL's internal name, such as {@code int4}, {@code varchar}
 * @param limit how many characters it holds, {@link Integer#MAX_VALUE} where it says nothing
 */
record Column(String name, String type, int limit) {}
