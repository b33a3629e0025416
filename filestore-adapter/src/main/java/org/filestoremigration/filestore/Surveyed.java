package org.filestoremigration.filestore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.filestoremigration.domain.migration.ShortExperimentIds;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.entity.ExperimentFolder;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Survey} of a store found.
 *
 * @param experiments those to migrate, by id; the default experiment only if the store has it
 * @param names of these experiments in the target
 * @param absent the experiments that were asked for and are not there
 * @param registry the model registry's folder, null if there is none
 * @param blocked those that cannot be migrated, whose contents nobody has looked at yet
 * @param known all whose meta.yaml can be read and whose folder names an id, wanted or not
 */
record Surveyed(
        List<ExperimentFolder> experiments,
        Map<ExperimentId, String> names,
        Set<String> absent,
        @Nullable SourceEntry registry,
        List<BlockedExperiment> blocked,
        List<ShortExperimentIds.Known> known) {

    Surveyed {
        known = List.copyOf(known);
        experiments = List.copyOf(experiments);
        names = Map.copyOf(names);
        absent = Set.copyOf(absent);
        blocked = List.copyOf(blocked);
    }

    /** Without the experiments that clash with those of another store, which are blocked. */
    Surveyed with(List<ExperimentFolder> remaining) {
        List<BlockedExperiment> more = new ArrayList<>(blocked);
        for (ExperimentFolder experiment : experiments) {
            if (!remaining.contains(experiment)) {
                more.add(new BlockedExperiment(experiment.folder(), experiment.deleted(), false, false));
            }
        }
        return new Surveyed(remaining, names, absent, registry, more, known);
    }
}
