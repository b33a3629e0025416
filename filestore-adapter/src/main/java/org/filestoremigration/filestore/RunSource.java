package org.filestoremigration.filestore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.Ledger;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.filestoremigration.filestore.entity.EntityOptions;
import org.filestoremigration.filestore.entity.ExperimentDatasets;
import org.filestoremigration.filestore.entity.ExperimentFolder;
import org.filestoremigration.filestore.entity.LoadedRun;
import org.filestoremigration.filestore.entity.OwnerFolders;
import org.filestoremigration.filestore.entity.RunFolder;
import org.filestoremigration.filestore.metric.MetricSequence;
import org.filestoremigration.filestore.metric.RunPresence;
import org.jspecify.annotations.Nullable;

/** Delivers the datasets and runs of experiments, and the metrics of runs. */
final class RunSource {

    /** Runs whose metrics need no second reading: the last one, and the one before it for callers that look ahead. */
    private static final int RECENT = 2;

    private static final int ANSWERS_HELD = 100_000;

    private final List<ExperimentFolder> experiments;
    private final SourceTree tree;
    private final EntityOptions options;
    private final OwnerFolders folders;
    private final StoreClashes clashes;
    private final Ledger ledger;
    private final Deque<LoadedRun> recent = new ArrayDeque<>();
    private final Set<String> replayed = new HashSet<>();
    private final List<BlockedExperiment> blocked;
    private final OtherExperiments others;
    private final Map<String, RunPresence> presences = new ConcurrentHashMap<>();
    private List<RunSource> all = List.of(this);
    private @Nullable ExperimentDatasets recentDatasets;

    RunSource(
            Surveyed survey,
            OtherExperiments others,
            SourceTree tree,
            EntityOptions options,
            OwnerFolders folders,
            StoreClashes clashes,
            Ledger ledger) {
        this.experiments = survey.experiments();
        this.blocked = survey.blocked();
        this.others = others;
        this.tree = tree;
        this.options = options;
        this.folders = folders;
        this.clashes = clashes;
        this.ledger = ledger;
    }

    /** Several stores become one database: a run of any of them will be there. */
    void oneOf(List<RunSource> sources) {
        all = List.copyOf(sources);
    }

    Stream<Dataset> datasets(ExperimentFolder experiment) {
        return datasetsOf(experiment).stream();
    }

    Stream<Run> runs(ExperimentFolder experiment) {
        ExperimentDatasets datasets = datasetsOf(experiment);
        return folders.stream(
                        experiment.folder(),
                        RunFolder::candidates,
                        clashes.runs(),
                        (entry, report) -> RunFolder.read(experiment, entry, datasets, options, report))
                .map(this::remember);
    }

    Stream<Metric> metrics(LoadedRun run) {
        return MetricSequence.stream(run.metrics(), tree, (history, repeated) -> {
            if (replayed.add(history.file().place())) {
                FolderReport report = new FolderReport(tree);
                report.normalized(
                        Normalization.DUPLICATE_POINT,
                        history.file(),
                        history.file().whole(),
                        repeated);
                ledger.add(report);
            }
        });
    }

    /** A run with its metrics: one of those that were delivered last, or read once more. */
    LoadedRun loaded(Run run, ExperimentFolder experiment) {
        for (LoadedRun loaded : recent) {
            if (loaded.run().runId().equals(run.runId())) {
                return loaded;
            }
        }
        SourceEntry entry = tree.child(experiment.folder(), run.runId());
        LoadedRun loaded = entry == null || !entry.isFolder()
                ? null
                : RunFolder.read(experiment, entry, datasetsOf(experiment), options, new FolderReport(tree));
        if (loaded == null) {
            throw new SourceException("The run " + run.runId() + " is gone; stop whatever writes to the source.");
        }
        remember(loaded);
        return loaded;
    }

    private Run remember(LoadedRun loaded) {
        recent.addLast(loaded);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
        return loaded.run();
    }

    /** Whether the target will have this run. */
    boolean isRun(String runId, @Nullable ExperimentFolder likely) {
        return presence(runId, likely) == RunPresence.MIGRATED;
    }

    /** What becomes of this run; asked by several threads, for the experiment where it most likely is. */
    RunPresence presence(String runId, @Nullable ExperimentFolder likely) {
        RunPresence known = presences.get(runId);
        if (known != null) {
            return known;
        }
        RunPresence found = find(runId, likely);
        if (presences.size() < ANSWERS_HELD) {
            presences.put(runId, found);
        }
        return found;
    }

    private RunPresence find(String runId, @Nullable ExperimentFolder likely) {
        if ((likely != null && isRunOf(runId, likely)) || all.stream().anyMatch(source -> source.holds(runId))) {
            return RunPresence.MIGRATED;
        }
        if (all.stream().anyMatch(source -> source.hasBlocked(runId))) {
            return RunPresence.BLOCKED;
        }
        return all.stream().anyMatch(source -> source.others.hold(runId))
                ? RunPresence.NOT_ASKED_FOR
                : RunPresence.GONE;
    }

    private boolean hasBlocked(String runId) {
        return experiments.stream().anyMatch(experiment -> holdsRun(experiment.folder(), runId))
                || blocked.stream().anyMatch(experiment -> holdsRun(experiment.folder(), runId));
    }

    private boolean holdsRun(SourceEntry experiment, String runId) {
        SourceEntry folder = RunFolder.isCandidate(runId) ? tree.child(experiment, runId) : null;
        return folder != null
                && (folder.problem() != null || (folder.isFolder() && RunFolder.isMoreThanArtifacts(folder, tree)));
    }

    private boolean holds(String runId) {
        return experiments.stream().anyMatch(experiment -> isRunOf(runId, experiment));
    }

    private boolean isRunOf(String runId, ExperimentFolder experiment) {
        SourceEntry folder = RunFolder.isCandidate(runId) ? tree.child(experiment.folder(), runId) : null;
        return folder != null
                && folder.isFolder()
                && clashes.runs().otherPlace(folder.place()) == null
                && RunFolder.isRun(experiment, folder, options, new FolderReport(tree));
    }

    private ExperimentDatasets datasetsOf(ExperimentFolder experiment) {
        ExperimentDatasets datasets = recentDatasets;
        if (datasets == null || !datasets.belongTo(experiment)) {
            datasets = ExperimentDatasets.of(experiment, folders, tree, options);
            recentDatasets = datasets;
        }
        return datasets;
    }
}
