package org.filestoremigration.domain.migration;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.filestoremigration.domain.finding.Normalization;
import org.jspecify.annotations.Nullable;

/** Times that are not there; all in milliseconds since 1970. Never is one the time of the migration. */
public final class MissingTime {

    private MissingTime() {}

    /** Of an experiment or registered model, where MLflow's SQL store holds NULL. */
    public static Ruling<Optional<Long>> mayBeNull(@Nullable Long time) {
        return new Ruling<>(Optional.ofNullable(time), time == null ? Normalization.MISSING_TIME : null);
    }

    /** When a model version was made, which must not be NULL: MLflow's registry search fails with it. */
    public static Ruling<Long> ofVersion(@Nullable Long created, @Nullable Long updated, @Nullable Long modelCreated) {
        return created != null
                ? Ruling.asItStands(created)
                : new Ruling<>(nearest(updated, modelCreated).orElse(0L), Normalization.VERSION_TIME);
    }

    /** What a repair takes for a time that must be there: the first that is known of others of the same entity. */
    public static Optional<Long> nearest(@Nullable Long... others) {
        return Arrays.stream(others).filter(Objects::nonNull).findFirst();
    }
}
