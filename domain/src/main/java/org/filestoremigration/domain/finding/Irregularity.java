package org.filestoremigration.domain.finding;

import org.jspecify.annotations.Nullable;

/**
 * Something in a store that no record can show: a value in another storage class than MLflow's driver writes, a derived
 * value that does not follow from the rest, a row too many or too few.
 *
 * @param field the SQL column, or {@value #ROW} for a whole row
 * @param expected for a person; null for SQL's NULL
 * @param found for a person; null for SQL's NULL, or for a whole row that is not there
 * @param origin where the expected value follows from, null if from nothing: who knows that the origin itself is wrong
 *     need not look further
 */
public record Irregularity(
        EntityKey entity,
        String field,
        @Nullable String expected,
        @Nullable String found,
        @Nullable Origin origin) {

    /** The field of an irregularity that is a whole row: one too many, or, where nothing is found, one too few. */
    public static final String ROW = "row";

    /** One value of one entity. */
    public record Origin(EntityKey entity, String field) {}

    /** An irregularity that follows from nothing else. */
    public Irregularity(EntityKey entity, String field, @Nullable String expected, @Nullable String found) {
        this(entity, field, expected, found, null);
    }
}
