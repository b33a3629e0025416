package org.filestoremigration.domain.migration;

import org.filestoremigration.domain.finding.Normalization;
import org.jspecify.annotations.Nullable;

/**
 * What a rule makes of a value on disk.
 *
 * @param value in the form that the target holds
 * @param normalization which rule changed something; null where the value stands as it was
 */
public record Ruling<T>(T value, @Nullable Normalization normalization) {

    static <T> Ruling<T> asItStands(T value) {
        return new Ruling<>(value, null);
    }
}
