package org.filestoremigration.filestore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.migration.Findings;
import org.filestoremigration.domain.migration.Normalization;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.EntityKey;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.store.SourcePlace;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.jspecify.annotations.Nullable;

/**
 * Reads a FileStore of any MLflow from 0.8 to 3.17: the folder that MLflow calls {@code mlruns}. Nothing below it is ever
 * changed.
 *
 * <p>Records come in the form that MLflow's SQL schema can hold; each rule that was needed is a finding. What is blocked
 * is left out and is a finding too: whether that is an end is the caller's decision. Findings do not depend on how many
 * threads read.
 */
public final class FileStore implements StoreReader {

    /** Runs whose metrics may be asked for: the last one, and the one before it for callers that look ahead. */
    private static final int RECENT_RUNS = 2;

    private static final int WINDOW_PER_THREAD = 8;

    private final FileStoreOptions options;
    private final Path root;
    private final SourceTree tree;
    private final Ledger ledger = new Ledger();
    private final ExecutorService pool;
    private final OwnerFolders folders;
    private final Survey.Result survey;
    private final Map<ExperimentId, ExperimentFolder> experiments = new HashMap<>();
    private final StoreClashes clashes;
    private final Deque<LoadedRun> recentRuns = new ArrayDeque<>();
    private final Set<String> replayed = new HashSet<>();
    private @Nullable ExperimentDatasets recentDatasets;

    private FileStore(Path root, FileStoreOptions options) throws IOException {
        this.options = options;
        this.root = root;
        this.tree = new SourceTree(root, "", options.followSymlinks());
        this.survey = Survey.of(tree, options, ledger);
        AtomicInteger threads = new AtomicInteger();
        this.pool = Executors.newFixedThreadPool(options.threads(), task -> {
            Thread thread = new Thread(task, "filestore-reader-" + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.folders = new OwnerFolders(tree, ledger, pool, options.threads() * WINDOW_PER_THREAD);
        survey.experiments().forEach(experiment -> experiments.put(experiment.id(), experiment));
        this.clashes = new StoreClashes(survey.experiments(), tree, options);
    }

    /** Opens the store in or at a folder with the default options. */
    public static FileStore open(Path folder) {
        return open(folder, FileStoreOptions.DEFAULT);
    }

    /**
     * Opens the store in or at a folder: the folder that holds {@code mlruns}, or the store itself.
     *
     * @throws SourceException if there is no store, if both could be meant, or if it cannot be read at all
     */
    public static FileStore open(Path folder, FileStoreOptions options) {
        Path root = StoreRoot.find(folder);
        try {
            return new FileStore(root, options);
        } catch (IOException e) {
            throw new SourceException(root + " cannot be read: " + SourceTree.reason(e) + ".", e);
        }
    }

    /** The store's own folder. */
    public Path root() {
        return root;
    }

    @Override
    public Stream<Experiment> experiments() {
        List<ExperimentFolder> experiments = survey.experiments();
        boolean hasDefault = !experiments.isEmpty() && experiments.get(0).id().equals(ExperimentId.DEFAULT);
        Stream<Experiment> stream = folders.deliver("experiments", experiments, experiment -> {
            FolderReport report = new FolderReport(tree);
            return new Loaded<>(experiment.read(report, options), report);
        });
        return hasDefault ? stream : Stream.concat(Stream.of(defaultExperiment()), stream);
    }

    /** What MLflow makes when it opens a database without it. */
    private Experiment defaultExperiment() {
        String name = "Default";
        while (survey.names().contains(name)) {
            name += " (0)";
        }
        FolderReport report = new FolderReport(tree);
        report.normalized(Normalization.DEFAULT_EXPERIMENT, SourcePlace.of(ExperimentId.DEFAULT.toString()));
        folders.mergeOnce("default experiment", report);
        return new Experiment(
                ExperimentId.DEFAULT,
                name,
                UriRewrite.apply(options.rewrites(), tree.uri() + "/" + ExperimentId.DEFAULT),
                LifecycleStage.ACTIVE,
                null,
                null,
                List.of());
    }

    @Override
    public Stream<Dataset> datasets(Experiment experiment) {
        return folder(experiment.experimentId()).stream().flatMap(found -> datasetsOf(found).stream());
    }

    @Override
    public Stream<Run> runs(Experiment experiment) {
        Optional<ExperimentFolder> found = folder(experiment.experimentId());
        if (found.isEmpty()) {
            return Stream.empty();
        }
        ExperimentFolder folder = found.get();
        ExperimentDatasets datasets = datasetsOf(folder);
        return folders.stream(
                        folder.folder(),
                        RunFolder::isCandidate,
                        clashes.runs(),
                        (entry, report) -> RunFolder.read(folder, entry, datasets, options, report))
                .map(this::remember);
    }

    private Run remember(LoadedRun loaded) {
        recentRuns.addLast(loaded);
        if (recentRuns.size() > RECENT_RUNS) {
            recentRuns.removeFirst();
        }
        return loaded.run();
    }

    @Override
    public Stream<Metric> metrics(Run run) {
        return MetricSequence.stream(loaded(run).metrics(), tree, (history, repeated) -> {
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

    @Override
    public List<LatestMetric> latestMetrics(Run run) {
        return loaded(run).metrics().stream().map(MetricHistory::latest).toList();
    }

    private LoadedRun loaded(Run run) {
        for (LoadedRun recent : recentRuns) {
            if (recent.run().runId().equals(run.runId())) {
                return recent;
            }
        }
        ExperimentFolder folder = folder(run.experimentId())
                .orElseThrow(() -> new IllegalArgumentException("no run of this store: " + run.runId()));
        FolderReport report = new FolderReport(tree);
        SourceEntry entry = tree.child(folder.folder(), run.runId());
        LoadedRun loaded = entry == null ? null : RunFolder.read(folder, entry, datasetsOf(folder), options, report);
        if (loaded == null) {
            throw new SourceException("The run " + run.runId() + " is gone; stop what writes to the source.");
        }
        remember(loaded);
        return loaded;
    }

    private ExperimentDatasets datasetsOf(ExperimentFolder experiment) {
        ExperimentDatasets datasets = recentDatasets;
        if (datasets == null || !datasets.belongTo(experiment)) {
            datasets = ExperimentDatasets.of(experiment, folders, tree);
            recentDatasets = datasets;
        }
        return datasets;
    }

    private Optional<ExperimentFolder> folder(ExperimentId id) {
        return Optional.ofNullable(experiments.get(id));
    }

    @Override
    public Stream<Trace> traces(Experiment experiment) {
        IdClashes assessments = clashes.assessments();
        return owners(
                experiment,
                FileStoreLayout.TRACES,
                clashes.traces(),
                folder -> (entry, report) -> TraceFolder.read(folder, entry, assessments, options, report));
    }

    private <T> Stream<T> owners(
            Experiment experiment,
            String container,
            IdClashes same,
            Function<ExperimentFolder, BiFunction<SourceEntry, FolderReport, @Nullable T>> reader) {
        Optional<ExperimentFolder> folder = folder(experiment.experimentId());
        if (folder.isEmpty()) {
            return Stream.empty();
        }
        FolderReport report = new FolderReport(tree);
        SourceEntry found = report.folder(folder.get().folder(), container);
        folders.mergeOnce("in " + folder.get().folder().place() + "/" + container, report);
        return folders.stream(found, name -> true, same, reader.apply(folder.get()));
    }

    @Override
    public long entityCount() {
        List<Long> counts = new ArrayList<>();
        counts.add((long) survey.experiments().size());
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public Stream<LoggedModel> loggedModels(Experiment experiment) {
        return Stream.empty();
    }

    @Override
    public Stream<LoggedModelMetric> metrics(LoggedModel model) {
        return Stream.empty();
    }

    @Override
    public Stream<RegisteredModel> registeredModels() {
        return Stream.empty();
    }

    @Override
    public Stream<ModelVersion> modelVersions(RegisteredModel model) {
        return Stream.empty();
    }

    @Override
    public Findings findings() {
        return ledger.findings();
    }

    /** What becomes of each file below the root, as far as the store has been read. */
    public Accounting accounting() {
        return ledger.accounting();
    }

    /**
     * A sum over the names of all files and the contents of those that were read. Two complete readings of a source that
     * did not change agree, whatever their order.
     */
    public long fingerprint() {
        return ledger.fingerprint();
    }

    @Override
    public Optional<SourcePlace> locate(EntityKey entity) {
        return Optional.empty();
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
