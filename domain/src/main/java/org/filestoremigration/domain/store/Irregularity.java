package org.filestoremigration.domain.store;

/**
 * Something in a store that no record can show: a value in another storage class than MLflow's driver writes, or a
 * derived value that does not follow from the rest.
 *
 * @param field the SQL column, or {@code row} for a whole row
 * @param expected for a person
 * @param found for a person
 */
public record Irregularity(EntityKey entity, String field, String expected, String found) {}
