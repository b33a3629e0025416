package org.filestoremigration.filestore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.filestoremigration.domain.migration.ExperimentIds;
import org.filestoremigration.domain.migration.ExperimentNames;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.TextOrder;
import org.filestoremigration.filestore.entity.ExperimentFolder;

/** Gives each experiment of a store an id and a name that no other has, or blocks it. */
final class ExperimentNumbering {

    private static final String REPAIR = "rename it, or let --repair do it";

    private final boolean repair;
    private final BlockedExperiments blocked;
    private final Map<String, String> names = new HashMap<>();

    ExperimentNumbering(boolean repair, BlockedExperiments blocked) {
        this.repair = repair;
        this.blocked = blocked;
    }

    /** Those that can be migrated, by id. */
    List<ExperimentFolder> of(List<UsableExperiment> usable) {
        List<ExperimentFolder> experiments = new ArrayList<>(named(numbered(usable)));
        experiments.sort(Comparator.comparing(ExperimentFolder::id));
        return experiments;
    }

    /** In the target. */
    String nameOf(ExperimentFolder experiment) {
        String newName = experiment.newName();
        return newName == null ? name(experiment) : newName;
    }

    /** Experiments whose folder names no id get the next free one, if repairs are wanted. */
    private List<ExperimentFolder> numbered(List<UsableExperiment> usable) {
        List<ExperimentFolder> numbered = new ArrayList<>();
        Map<String, UsableExperiment> unnumbered = new TreeMap<>(TextOrder::compare);
        for (UsableExperiment experiment : usable) {
            if (experiment.id().isPresent()) {
                numbered.add(folder(experiment, experiment.id().get()));
            } else {
                unnumbered.put(experiment.folder().name(), experiment);
            }
        }
        Map<String, ExperimentId> next = repair
                ? ExperimentIds.next(numbered.stream().map(ExperimentFolder::id).toList(), unnumbered.keySet())
                : Map.of();
        unnumbered.forEach((folderName, experiment) -> {
            ExperimentId id = next.get(folderName);
            if (id != null) {
                numbered.add(folder(experiment, id));
            } else {
                blocked.block(
                        experiment.folder(),
                        experiment.deleted(),
                        "its name is not an experiment id that SQL can hold",
                        REPAIR);
            }
        });
        return numbered;
    }

    private ExperimentFolder folder(UsableExperiment experiment, ExperimentId id) {
        names.put(experiment.folder().place(), experiment.name());
        return new ExperimentFolder(experiment.folder(), id, experiment.deleted());
    }

    /** Of experiments with one name one keeps it and the others get new ones, if repairs are wanted. */
    private List<ExperimentFolder> named(List<ExperimentFolder> experiments) {
        return repair ? renamed(experiments) : withoutNamesakes(experiments);
    }

    private List<ExperimentFolder> renamed(List<ExperimentFolder> experiments) {
        Map<ExperimentId, String> newNames = ExperimentNames.renamed(experiments.stream()
                .map(experiment -> new ExperimentNames.Named(experiment.id(), experiment.deleted(), name(experiment)))
                .toList());
        return experiments.stream()
                .map(experiment -> new ExperimentFolder(
                        experiment.folder(), experiment.id(), experiment.deleted(), newNames.get(experiment.id())))
                .toList();
    }

    private List<ExperimentFolder> withoutNamesakes(List<ExperimentFolder> experiments) {
        Map<String, List<ExperimentFolder>> byName = new HashMap<>();
        for (ExperimentFolder experiment : experiments) {
            byName.computeIfAbsent(name(experiment), name -> new ArrayList<>()).add(experiment);
        }
        List<ExperimentFolder> unique = new ArrayList<>();
        for (ExperimentFolder experiment : experiments) {
            List<ExperimentFolder> same = byName.getOrDefault(name(experiment), List.of());
            if (same.size() < 2) {
                unique.add(experiment);
                continue;
            }
            ExperimentFolder other = same.get(same.get(0).equals(experiment) ? 1 : 0);
            blocked.block(
                    experiment.folder(),
                    experiment.deleted(),
                    "another experiment has the same name: " + other.folder().place(),
                    REPAIR);
        }
        return unique;
    }

    private String name(ExperimentFolder experiment) {
        return names.getOrDefault(experiment.folder().place(), "");
    }
}
