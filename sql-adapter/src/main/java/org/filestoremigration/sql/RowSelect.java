package org.filestoremigration.sql;

/**
 * A statement that selects rows of one table.
 *
 * @param sql as the dialect has it, with a {@code ?} for each value to bind
 * @param beforehand what has to be done each time before the statement is prepared; mostly nothing
 */
public record RowSelect(String sql, Runnable beforehand) {}
