package org.filestoremigration.filestore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.filestoremigration.domain.migration.ShortExperimentIds;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
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

    private final SourceTree tree;
    private final FileStoreOptions options;
    private final Ledger ledger;
    private final ExperimentCandidates candidates;
    private final Set<String> wanted;
    private final BlockedExperiments blocked;
    private final List<ShortExperimentIds.Known> known = new ArrayList<>();

    private Survey(SourceTree tree, FileStoreOptions options, Ledger ledger) {
        this.tree = tree;
        this.options = options;
        this.ledger = ledger;
        this.wanted = new HashSet<>(options.experiments());
        this.candidates = ExperimentCandidates.of(tree, ledger);
        this.blocked = new BlockedExperiments(tree, ledger);
    }

    /** Looks at all experiments, and reports what is wrong with them to the ledger. */
    static Surveyed of(SourceTree tree, FileStoreOptions options, Ledger ledger) {
        return new Survey(tree, options, ledger).survey();
    }

    private Surveyed survey() {
        List<UsableExperiment> usable = withoutShadowed(usable());
        ExperimentNumbering numbering = new ExperimentNumbering(options.repair(), blocked);
        List<ExperimentFolder> experiments = numbering.of(usable);
        Map<ExperimentId, String> names = new HashMap<>();
        experiments.forEach(experiment -> names.put(experiment.id(), numbering.nameOf(experiment)));
        return new Surveyed(experiments, names, wanted, candidates.registry(), blocked.all(), known);
    }

    private List<UsableExperiment> usable() {
        List<UsableExperiment> usable = new ArrayList<>();
        for (ExperimentCandidates.Candidate candidate : candidates.all()) {
            SourceEntry folder = candidate.folder();
            FolderReport report = new FolderReport(tree);
            SourceEntry meta = report.reader().child(folder, FileStoreLayout.META);
            Optional<ExperimentId> id = ExperimentId.parse(folder.name());
            Experiment experiment = null;
            if (meta != null) {
                ExperimentFolder read =
                        new ExperimentFolder(folder, id.orElse(ExperimentId.DEFAULT), candidate.deleted());
                report = new FolderReport(tree);
                experiment = read.read(report, options.forEntities().withAllTexts());
            }
            if (experiment != null && id.isPresent()) {
                known.add(new ShortExperimentIds.Known(id.get(), experiment.creationTime()));
            }
            if (experiment != null && !options.texts().isNone()) {
                report = new FolderReport(tree);
                experiment = new ExperimentFolder(folder, id.orElse(ExperimentId.DEFAULT), candidate.deleted())
                        .read(report, options.forEntities());
            }
            if (!isWanted(folder.name(), experiment)) {
                leaveAlone(folder);
            } else if (experiment != null) {
                usable.add(new UsableExperiment(folder, candidate.deleted(), id, experiment.name()));
            } else {
                if (meta == null) {
                    withoutMeta(folder, report);
                } else if (id.isEmpty() && isSomethingElse(folder, meta)) {
                    report.ownerLeftAlone(folder);
                    report.note(meta.whole(), "it is not an experiment's: MLflow does not read this directory");
                }
                if (report.hasBlocked() && !(meta == null && StoreRoot.isStore(folder.path()))) {
                    blocked.add(new BlockedExperiment(
                            folder, candidate.deleted(), meta != null, report.hasBlocked("experiment_id")));
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
                    "it has the contents of an experiment, but no meta.yaml",
                    "restore its meta.yaml, or move the directory out of the source");
            report.ownerBlocked(folder);
        } else {
            report.note(
                    folder.whole(),
                    EntityTraces.holdsArtifacts(folder, report.tree())
                            ? "it has no meta.yaml and contains only artifacts, as MLflow stores them for experiments in a database"
                            : "it is not an experiment: it has no meta.yaml");
            report.leftAloneBelow(folder);
        }
    }

    /** MLflow's FileStore finds a folder in the root first and never looks into {@code .trash} for another. */
    private List<UsableExperiment> withoutShadowed(List<UsableExperiment> usable) {
        Set<String> inRoot = new HashSet<>();
        for (ExperimentCandidates.Candidate candidate : candidates.all()) {
            if (!candidate.deleted()) {
                inRoot.add(candidate.folder().name());
            }
        }
        List<UsableExperiment> visible = new ArrayList<>();
        for (UsableExperiment experiment : usable) {
            if (experiment.deleted() && inRoot.contains(experiment.folder().name())) {
                blocked.block(
                        experiment.folder(),
                        experiment.deleted(),
                        "the same experiment id is also in the root, which hides this one",
                        "move one of the two out of the source, or give it another id");
            } else {
                visible.add(experiment);
            }
        }
        return visible;
    }
}
