package org.filestoremigration.domain.migration;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.jspecify.annotations.Nullable;

/**
 * The ids that a store's experiments get in a database whose column has 32 bits. FileStore has drawn ids of 18 digits since
 * MLflow 2.0; those up to {@value #MAX_KEPT_ID} stay, the others get the numbers that follow the greatest of these, in
 * the order in which the experiments were created: a store that got more experiments keeps the numbers of the earlier ones.
 *
 * @param newIds of the experiments whose id does not stay
 * @param next the first number that no experiment has
 */
public record ShortExperimentIds(Map<ExperimentId, ExperimentId> newIds, ExperimentId next) {

    /** Below 2³¹ − 1, so that MLflow, which counts on from the greatest, can always create another one. */
    public static final long MAX_KEPT_ID = 2_000_000_000;

    /** The tag of a renumbered experiment that holds the id it had. */
    public static final String TAG = "filestoremigration.experiment_id";

    /**
     * An experiment of the source.
     *
     * @param creationTime milliseconds since 1970
     */
    public record Known(ExperimentId id, @Nullable Long creationTime) {}

    private static final Comparator<Known> BY_AGE = Comparator.comparing(
                    Known::creationTime, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Known::id);

    public ShortExperimentIds {
        newIds = Map.copyOf(newIds);
    }

    /**
     * Numbers the experiments of a source.
     *
     * @param experiments all of the source, whether they are migrated or not, so that each part of a source that is
     *     migrated by itself has the same numbers; of an id that comes twice the older counts
     */
    public static ShortExperimentIds of(Collection<Known> experiments) {
        long next = 1;
        for (Known known : experiments) {
            if (known.id().value() <= MAX_KEPT_ID) {
                next = Math.max(next, known.id().value() + 1);
            }
        }
        Map<ExperimentId, ExperimentId> newIds = new HashMap<>();
        List<Known> byAge = experiments.stream().sorted(BY_AGE).toList();
        for (Known known : byAge) {
            if (known.id().value() > MAX_KEPT_ID && !newIds.containsKey(known.id())) {
                newIds.put(known.id(), new ExperimentId(next++));
            }
        }
        return new ShortExperimentIds(newIds, new ExperimentId(next));
    }
}
