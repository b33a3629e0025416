package org.filestoremigration.domain.migration;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.filestoremigration.domain.tracking.ExperimentId;

/** Tells apart experiments of one name, of which a database can hold one. */
public final class ExperimentNames {

    /** What MLflow calls experiment 0. */
    public static final String DEFAULT = "Default";

    /** An experiment with the name that its file says. */
    public record Named(ExperimentId id, boolean deleted, String name) {}

    private static final Comparator<Named> ACTIVE_FIRST =
            Comparator.comparing(Named::deleted).thenComparing(Named::id);

    private ExperimentNames() {}

    /** New names for all but one of each name: the active one with the lowest id keeps it, others become {@code name (id)}. */
    public static Map<ExperimentId, String> renamed(Collection<Named> experiments) {
        List<Named> ordered = experiments.stream().sorted(ACTIVE_FIRST).toList();
        Set<String> taken = new HashSet<>();
        experiments.forEach(experiment -> taken.add(experiment.name()));
        Set<String> kept = new HashSet<>();
        Map<ExperimentId, String> renamed = new HashMap<>();
        for (Named experiment : ordered) {
            if (!kept.add(experiment.name())) {
                String name = free(experiment.name() + suffix(experiment.id()), experiment.id(), taken);
                taken.add(name);
                renamed.put(experiment.id(), name);
            }
        }
        return renamed;
    }

    /** The name of the default experiment that MLflow makes where there is none. */
    public static String ofAbsentDefault(Set<String> taken) {
        return free(DEFAULT, ExperimentId.DEFAULT, taken);
    }

    private static String free(String name, ExperimentId id, Set<String> taken) {
        String free = name;
        while (taken.contains(free)) {
            free += suffix(id);
        }
        return free;
    }

    private static String suffix(ExperimentId id) {
        return " (" + id + ")";
    }
}
