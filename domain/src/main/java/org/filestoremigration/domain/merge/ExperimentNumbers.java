package org.filestoremigration.domain.merge;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.jspecify.annotations.Nullable;

/**
 * Which number the experiments of several stores have in the one that they become: the stores come one after the other,
 * the target first.
 *
 * <p>An experiment with the name of one that is there is that one. Of the others those whose id is free keep it; the rest
 * gets the numbers above the greatest id of both sides: first, in order of their ids, those whose id is taken, then, in
 * order of their creation, those whose id is too great for it. What the target has stays as it is.
 */
final class ExperimentNumbers {

    private record Candidate(
            ExperimentId id, String name, @Nullable Long creationTime) {}

    private static final Comparator<Candidate> BY_ID = comparing(Candidate::id);
    private static final Comparator<Candidate> BY_CREATION =
            comparing(Candidate::creationTime, nullsFirst(naturalOrder())).thenComparing(BY_ID);

    private final ExperimentId greatestPossible;
    private final Map<String, ExperimentId> byName = new HashMap<>();
    private final Set<ExperimentId> taken = new HashSet<>();
    private long greatest;

    /** @param greatestPossible the greatest id that is kept or given */
    ExperimentNumbers(ExperimentId greatestPossible) {
        this.greatestPossible = greatestPossible;
    }

    /** Those of the target, whatever their ids are. */
    void addTarget(Stream<Experiment> experiments) {
        try (experiments) {
            experiments.forEachOrdered(experiment -> {
                ExperimentId id = experiment.experimentId();
                take(new Candidate(id, experiment.name(), experiment.creationTime()), id);
            });
        }
    }

    /** The numbers of one more store in the order of its ids, the ones that stay included. */
    List<ExperimentNumber> add(Stream<Experiment> experiments) {
        List<ExperimentNumber> numbers = new ArrayList<>();
        List<Candidate> clashing = new ArrayList<>();
        List<Candidate> tooGreat = new ArrayList<>();
        try (experiments) {
            experiments.forEachOrdered(experiment -> {
                ExperimentId id = experiment.experimentId();
                Candidate candidate = new Candidate(id, experiment.name(), experiment.creationTime());
                if (id.compareTo(greatestPossible) <= 0) {
                    greatest = Math.max(greatest, id.value());
                }
                ExperimentId same = byName.get(experiment.name());
                if (same != null) {
                    numbers.add(new ExperimentNumber(id, same, true, experiment.name()));
                } else if (id.compareTo(greatestPossible) > 0) {
                    tooGreat.add(candidate);
                } else if (taken.contains(id)) {
                    clashing.add(candidate);
                } else {
                    numbers.add(take(candidate, id));
                }
            });
        }
        clashing.forEach(candidate -> numbers.add(take(candidate, next())));
        tooGreat.stream().sorted(BY_CREATION).forEachOrdered(candidate -> numbers.add(take(candidate, next())));
        numbers.sort(comparing(ExperimentNumber::original));
        return numbers;
    }

    private ExperimentNumber take(Candidate candidate, ExperimentId id) {
        taken.add(id);
        byName.put(candidate.name(), id);
        greatest = Math.max(greatest, id.value());
        return new ExperimentNumber(candidate.id(), id, false, candidate.name());
    }

    /** Above the greatest, as MLflow's own counter goes on; where there is nothing above it, the least free one. */
    private ExperimentId next() {
        if (greatest < greatestPossible.value()) {
            return new ExperimentId(greatest + 1);
        }
        long free = 1;
        while (taken.contains(new ExperimentId(free))) {
            free++;
        }
        return new ExperimentId(free);
    }
}
