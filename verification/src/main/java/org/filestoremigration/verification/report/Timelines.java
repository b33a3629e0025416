package org.filestoremigration.verification.report;

import static java.util.Collections.emptySortedMap;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Run;
import org.jspecify.annotations.Nullable;

/**
 * Takes down when the runs of each experiment started, as the records of a store pass in a migration or a verification:
 * one reading serves that and its report.
 *
 * <p>Not safe for several threads: both of them call it on the thread that called them, which may then ask it.
 */
public final class Timelines implements Consumer<Entity> {

    private final Map<ExperimentId, String> names = new LinkedHashMap<>();
    private final Map<ExperimentId, SortedMap<YearMonth, Long>> months = new HashMap<>();
    private final Map<ExperimentId, Long> undated = new HashMap<>();

    @Override
    public void accept(Entity entity) {
        if (entity instanceof Run run) {
            count(run.experimentId(), run.startTime());
        } else if (entity instanceof Experiment experiment) {
            names.put(experiment.experimentId(), experiment.name());
        }
    }

    private void count(ExperimentId experiment, @Nullable Long start) {
        if (start == null) {
            undated.merge(experiment, 1L, Long::sum);
        } else {
            YearMonth month = YearMonth.from(Instant.ofEpochMilli(start).atOffset(ZoneOffset.UTC));
            months.computeIfAbsent(experiment, id -> new TreeMap<>()).merge(month, 1L, Long::sum);
        }
    }

    /** Of the experiments that have passed and have any runs, in the order in which they passed. */
    public List<ExperimentTimeline> timelines() {
        return names.entrySet().stream()
                .map(named -> timeline(named.getKey(), named.getValue()))
                .filter(timeline -> timeline.total() > 0)
                .toList();
    }

    private ExperimentTimeline timeline(ExperimentId id, String name) {
        return new ExperimentTimeline(
                id.toString(), name, months.getOrDefault(id, emptySortedMap()), undated.getOrDefault(id, 0L));
    }
}
