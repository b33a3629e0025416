package org.filestoremigration.filestore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.filestoremigration.domain.migration.ExperimentIds;
import org.filestoremigration.domain.migration.ExperimentNames;
import org.filestoremigration.domain.migration.ShortExperimentIds;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.TextOrder;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.Ledger;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.filestoremigration.filestore.entity.EntityTraces;
import org.filestoremigration.filestore.entity.ExperimentFolder;
import org.jspecify.annotations.Nullable;

/**
 * The first look at a store: which folders are experiments that can be migrated, under which id and name. What cannot be
 * is blocked here with all that hangs on it; what is not wanted is left alone.
 */
final class Survey {

    /** What no meta.yaml of an experiment lacks. */
    private static final List<String> EXPERIMENT_KEYS =
            List.of("experiment_id", "artifact_location", "lifecycle_stage");

    private static final String REPAIR = "rename it, or let --repair do it";

    /** An experiment whose meta.yaml can be read. */
    private record Usable(SourceEntry folder, boolean deleted, Optional<ExperimentId> id, String name) {}

    private record Candidate(SourceEntry folder, boolean deleted) {}

    private final SourceTree tree;
    private final FileStoreOptions options;
    private final Ledger ledger;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Set<String> wanted;
    private final Map<String, String> names = new HashMap<>();
    private final List<BlockedExperiment> blocked = new ArrayList<>();
    private final List<ShortExperimentIds.Known> known = new ArrayList<>();
    private @Nullable SourceEntry registry;

    private Survey(SourceTree tree, FileStoreOptions options, Ledger ledger) {
        this.tree = tree;
        this.options = options;
        this.ledger = ledger;
        this.wanted = new HashSet<>(options.experiments());
    }

    /**
     * What the survey found.
     *
     * @param experiments those to migrate, by id; the default experiment only if the store has it
     * @param names of these experiments in the target
     * @param absent the experiments that were asked for and are not there
     * @param registry the model registry's folder, null if there is none
     * @param blocked those that cannot be migrated, whose contents nobody has looked at yet
     * @param known all whose meta.yaml can be read and whose folder names an id, wanted or not
     */
    record Result(
            List<ExperimentFolder> experiments,
            Map<ExperimentId, String> names,
            Set<String> absent,
            @Nullable SourceEntry registry,
            List<BlockedExperiment> blocked,
            List<ShortExperimentIds.Known> known) {

        Result {
            known = List.copyOf(known);
            experiments = List.copyOf(experiments);
            names = Map.copyOf(names);
            absent = Set.copyOf(absent);
            blocked = List.copyOf(blocked);
        }

        /** Without the experiments that clash with those of another store, which are blocked. */
        Result with(List<ExperimentFolder> remaining) {
            List<BlockedExperiment> more = new ArrayList<>(blocked);
            for (ExperimentFolder experiment : experiments) {
                if (!remaining.contains(experiment)) {
                    more.add(new BlockedExperiment(experiment.folder(), experiment.deleted(), false, false));
                }
            }
            return new Result(remaining, names, absent, registry, more, known);
        }
    }

    /** Looks at all experiments, and reports what is wrong with them to the ledger. */
    static Result of(SourceTree tree, FileStoreOptions options, Ledger ledger) {
        return new Survey(tree, options, ledger).survey();
    }

    private Result survey() {
        listRoot();
        List<Usable> usable = withoutShadowed(usable());
        List<ExperimentFolder> experiments = new ArrayList<>(named(numbered(usable)));
        experiments.sort(Comparator.comparing(ExperimentFolder::id));
        Map<ExperimentId, String> taken = new HashMap<>();
        for (ExperimentFolder experiment : experiments) {
            String newName = experiment.newName();
            taken.put(experiment.id(), newName == null ? name(experiment) : newName);
        }
        return new Result(experiments, taken, wanted, registry, blocked, known);
    }

    private void listRoot() {
        FolderReport report = new FolderReport(tree);
        for (SourceEntry entry : report.reader().list(tree.root())) {
            if (EntityTraces.isJunk(entry, tree)) {
                report.unknown(entry);
            } else if (entry.problem() != null) {
                report.blockedBy(entry);
            } else if (entry.isFolder()) {
                switch (entry.name()) {
                    case FileStoreLayout.TRASH -> listTrash(entry, report);
                    case FileStoreLayout.MODELS -> {
                        report.readThrough(entry);
                        registry = entry;
                    }
                    default -> {
                        report.countedElsewhere(entry);
                        candidates.add(new Candidate(entry, false));
                    }
                }
            }
        }
        ledger.add(report);
    }

    private void listTrash(SourceEntry trash, FolderReport report) {
        for (SourceEntry entry : report.reader().list(trash)) {
            if (EntityTraces.isJunk(entry, tree)) {
                report.unknown(entry);
            } else if (entry.problem() != null) {
                report.blockedBy(entry);
            } else if (entry.isFolder()) {
                report.countedElsewhere(entry);
                candidates.add(new Candidate(entry, true));
            }
        }
    }

    private List<Usable> usable() {
        List<Usable> usable = new ArrayList<>();
        for (Candidate candidate : candidates) {
            SourceEntry folder = candidate.folder;
            FolderReport report = new FolderReport(tree);
            SourceEntry meta = report.reader().child(folder, FileStoreLayout.META);
            Optional<ExperimentId> id = ExperimentId.parse(folder.name());
            Experiment experiment = null;
            if (meta != null) {
                ExperimentFolder read =
                        new ExperimentFolder(folder, id.orElse(ExperimentId.DEFAULT), candidate.deleted);
                report = new FolderReport(tree);
                experiment = read.read(report, options.forEntities().withAllTexts());
            }
            if (experiment != null && id.isPresent()) {
                known.add(new ShortExperimentIds.Known(id.get(), experiment.creationTime()));
            }
            if (experiment != null && !options.texts().isNone()) {
                report = new FolderReport(tree);
                experiment = new ExperimentFolder(folder, id.orElse(ExperimentId.DEFAULT), candidate.deleted)
                        .read(report, options.forEntities());
            }
            if (!isWanted(folder.name(), experiment)) {
                leaveAlone(folder);
            } else if (experiment != null) {
                usable.add(new Usable(folder, candidate.deleted, id, experiment.name()));
            } else {
                if (meta == null) {
                    withoutMeta(folder, report);
                } else if (id.isEmpty() && isSomethingElse(folder, meta)) {
                    report.ownerLeftAlone(folder);
                    report.note(meta.whole(), "it is not an experiment's: MLflow does not read this folder");
                }
                if (report.hasBlocked() && !(meta == null && StoreRoot.isStore(folder.path()))) {
                    blocked.add(new BlockedExperiment(
                            folder, candidate.deleted, meta != null, report.hasBlocked("experiment_id")));
                }
                ledger.add(report);
            }
        }
        return usable;
    }

    private boolean isWanted(String folderName, @Nullable Experiment experiment) {
        if (options.experiments().isEmpty()) {
            return true;
        }
        boolean byId = options.experiments().contains(folderName);
        boolean byName = experiment != null && options.experiments().contains(experiment.name());
        if (byId) {
            wanted.remove(folderName);
        }
        if (byName && experiment != null) {
            wanted.remove(experiment.name());
        }
        return byId || byName;
    }

    private void leaveAlone(SourceEntry folder) {
        FolderReport report = new FolderReport(tree);
        report.leftAloneBelow(folder);
        ledger.add(report);
    }

    /** Whether the meta.yaml is of another program, such as a recipe of conda, and nothing else there is MLflow's. */
    private boolean isSomethingElse(SourceEntry folder, SourceEntry meta) {
        String text = new FolderReport(tree).reader().text(meta);
        return text != null
                && EXPERIMENT_KEYS.stream().noneMatch(text::contains)
                && !EntityTraces.inExperiment(folder, tree);
    }

    private static void withoutMeta(SourceEntry folder, FolderReport report) {
        if (StoreRoot.isStore(folder.path())) {
            report.blocked(
                    folder,
                    "it is a FileStore of its own within this one",
                    "move it out of the source, and name it as a --source of its own if it is wanted");
            report.ownerBlocked(folder);
        } else if (EntityTraces.inExperiment(folder, report.tree())) {
            report.blocked(
                    folder,
                    "it holds what an experiment holds, but has no meta.yaml",
                    "restore its meta.yaml, or move the folder out of the source");
            report.ownerBlocked(folder);
        } else {
            report.note(
                    folder.whole(),
                    EntityTraces.holdsArtifacts(folder, report.tree())
                            ? "it has no meta.yaml and holds only artifacts, as MLflow leaves them for experiments in a database"
                            : "it is not an experiment: it has no meta.yaml");
            report.leftAloneBelow(folder);
        }
    }

    /** MLflow's FileStore finds a folder in the root first and never looks into {@code .trash} for another. */
    private List<Usable> withoutShadowed(List<Usable> usable) {
        Set<String> inRoot = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (!candidate.deleted) {
                inRoot.add(candidate.folder.name());
            }
        }
        List<Usable> visible = new ArrayList<>();
        for (Usable experiment : usable) {
            if (experiment.deleted && inRoot.contains(experiment.folder.name())) {
                block(
                        experiment.folder,
                        experiment.deleted,
                        "the same experiment id is also in the root, which hides this one",
                        "move one of the two out of the source, or give it another id");
            } else {
                visible.add(experiment);
            }
        }
        return visible;
    }

    /** Experiments whose folder names no id get the next free one, if repairs are wanted. */
    private List<ExperimentFolder> numbered(List<Usable> usable) {
        List<ExperimentFolder> numbered = new ArrayList<>();
        Map<String, Usable> unnumbered = new TreeMap<>(TextOrder::compare);
        for (Usable experiment : usable) {
            if (experiment.id.isPresent()) {
                numbered.add(folder(experiment, experiment.id.get()));
            } else {
                unnumbered.put(experiment.folder.name(), experiment);
            }
        }
        Map<String, ExperimentId> next = options.repair()
                ? ExperimentIds.next(numbered.stream().map(ExperimentFolder::id).toList(), unnumbered.keySet())
                : Map.of();
        unnumbered.forEach((folderName, experiment) -> {
            ExperimentId id = next.get(folderName);
            if (id != null) {
                numbered.add(folder(experiment, id));
            } else {
                block(experiment.folder, experiment.deleted, "its name is no experiment id that SQL can hold", REPAIR);
            }
        });
        return numbered;
    }

    private ExperimentFolder folder(Usable experiment, ExperimentId id) {
        names.put(experiment.folder.place(), experiment.name);
        return new ExperimentFolder(experiment.folder, id, experiment.deleted);
    }

    /** Of experiments with one name one keeps it and the others get new ones, if repairs are wanted. */
    private List<ExperimentFolder> named(List<ExperimentFolder> experiments) {
        return options.repair() ? renamed(experiments) : withoutNamesakes(experiments);
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
            block(
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

    private void block(SourceEntry folder, boolean deleted, String reason, String remedy) {
        FolderReport report = new FolderReport(tree);
        report.blocked(folder, reason, remedy);
        report.ownerBlocked(folder);
        ledger.add(report);
        blocked.add(new BlockedExperiment(folder, deleted, false, false));
    }
}
