package org.filestoremigration.domain.migration;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Tag;

/** Which experiments a migration has given another id, as their tags in a database say. */
public final class RecordedIds {

    private RecordedIds() {}

    /** By the id that an experiment had in its source; only of ids that no experiment of the database has now. */
    public static Map<ExperimentId, ExperimentId> in(StoreReader database) {
        Map<ExperimentId, ExperimentId> newIds = new HashMap<>();
        Set<ExperimentId> present = new HashSet<>();
        try (Stream<Experiment> experiments = database.experiments()) {
            experiments.forEachOrdered(experiment -> {
                present.add(experiment.experimentId());
                oldId(experiment).ifPresent(oldId -> newIds.putIfAbsent(oldId, experiment.experimentId()));
            });
        }
        newIds.keySet().removeAll(present);
        return newIds;
    }

    private static Optional<ExperimentId> oldId(Experiment experiment) {
        return experiment.tags().stream()
                .filter(tag -> tag.key().equals(ShortExperimentIds.TAG))
                .map(Tag::value)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .flatMap(ExperimentId::parse);
    }
}
