package org.filestoremigration.domain.migration;

import java.util.Optional;
import org.filestoremigration.domain.finding.Normalization;
import org.jspecify.annotations.Nullable;

/** A run's name, as {@code FileStore._get_run_info_from_dir} finds it, and in the key that MLflow before 1.0 wrote. */
public final class RunName {

    /** The tag that names a run whose file has no name. */
    public static final String TAG = "mlflow.runName";

    private RunName() {}

    /**
     * The name; empty where none of the three says one.
     *
     * @param runName the key {@code run_name}
     * @param legacy the key {@code name}
     * @param tag the value of {@link #TAG}
     */
    public static Ruling<Optional<String>> of(@Nullable String runName, @Nullable String legacy, @Nullable String tag) {
        if (runName != null && !runName.isEmpty()) {
            return Ruling.asItStands(Optional.of(runName));
        }
        if (tag != null && !tag.isEmpty()) {
            return new Ruling<>(Optional.of(tag), Normalization.RUN_NAME);
        }
        if (legacy != null && !legacy.isEmpty()) {
            return new Ruling<>(Optional.of(legacy), Normalization.LEGACY_RUN_NAME);
        }
        return new Ruling<>(Optional.empty(), runName == null ? null : Normalization.RUN_NAME);
    }
}
