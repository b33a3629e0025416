package org.filestoremigration.filestore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.migration.ShortExperimentIds;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.Ledger;
import org.filestoremigration.filestore.disk.ReaderPool;
import org.filestoremigration.filestore.disk.SecondLook;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.filestoremigration.filestore.entity.EntityOptions;
import org.filestoremigration.filestore.entity.ExperimentFolder;
import org.filestoremigration.filestore.entity.IdClashes;
import org.filestoremigration.filestore.entity.Loaded;
import org.filestoremigration.filestore.entity.LoadedRun;
import org.filestoremigration.filestore.entity.OwnerFolders;
import org.filestoremigration.filestore.entity.RenumberedExperiments;
import org.filestoremigration.filestore.entity.TraceFolder;
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

    private final FileStoreOptions options;
    private final EntityOptions entityOptions;
    private final SourceTree tree;
    private final Ledger ledger;
    private final ReaderPool pool;
    private final OwnerFolders folders;
    private final Survey.Result survey;
    private final Map<ExperimentId, ExperimentFolder> experiments = new HashMap<>();
    private final StoreClashes clashes;
    private final @Nullable String absentDefault;
    private final RunSource runs;
    private final LoggedModelSource models;
    private final RegistrySource registry;

    /**
     * Reads what a survey has found.
     *
     * @param clashes of this store, or of all that become one database with it
     * @param absentDefault under which name the default experiment is delivered although it is not there; null for never
     * @param readsRegistry whether the registry of {@link FileStoreOptions#registry()} is this store's to deliver
     */
    FileStore(
            SourceTree tree,
            Survey.Result survey,
            StoreClashes clashes,
            @Nullable String absentDefault,
            boolean readsRegistry,
            FileStoreOptions options,
            Ledger ledger)
            throws IOException {
        this.options = options;
        this.entityOptions = options.forEntities();
        this.tree = tree;
        this.survey = survey;
        this.clashes = clashes;
        this.absentDefault = absentDefault;
        this.ledger = ledger;
        this.pool = new ReaderPool(options.threads());
        this.folders = new OwnerFolders(tree, ledger, pool);
        survey.experiments().forEach(experiment -> experiments.put(experiment.id(), experiment));
        this.runs = new RunSource(
                survey,
                options.experiments().isEmpty() ? OtherExperiments.NONE : new OtherExperiments(tree),
                tree,
                entityOptions,
                folders,
                clashes,
                ledger);
        this.models = new LoggedModelSource(tree, entityOptions, folders, clashes, runs);
        this.registry = registry(readsRegistry);
    }

    private RegistrySource registry(boolean readsOther) throws IOException {
        Path other = options.registry();
        RenumberedExperiments renumbered = RenumberedExperiments.of(survey.experiments());
        SourceEntry own = survey.registry();
        if (other == null) {
            return new RegistrySource(own, tree, entityOptions, folders, clashes, runs, renumbered);
        }
        if (own != null) {
            FolderReport report = new FolderReport(tree);
            report.note(own.whole(), "the model registry is read from " + other + " in its place");
            report.leftAloneBelow(own);
            ledger.add(report);
        }
        if (!readsOther) {
            return new RegistrySource(null, tree, entityOptions, folders, clashes, runs, renumbered);
        }
        Path otherRoot = StoreRoot.findRegistry(other);
        SourceTree otherTree = new SourceTree(otherRoot, otherRoot.toString(), options.followSymlinks());
        OwnerFolders otherFolders = new OwnerFolders(otherTree, ledger, pool);
        return new RegistrySource(
                otherFolders.container(otherTree.root(), FileStoreLayout.MODELS),
                otherTree,
                entityOptions,
                otherFolders,
                clashes,
                runs,
                renumbered);
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
        return FileStores.read(List.of(folder), options, new Ledger()).get(0);
    }

    /** The store's own folder. */
    public Path root() {
        return tree.given();
    }

    /** All experiments whose meta.yaml can be read and whose folder names an id, delivered or not. */
    List<ShortExperimentIds.Known> known() {
        return survey.known();
    }

    /** The ids that a repair gave to experiments whose folder names none, in order. */
    List<ExperimentId> inventedIds() {
        return survey.experiments().stream()
                .filter(experiment ->
                        !experiment.folder().name().equals(experiment.id().toString()))
                .map(ExperimentFolder::id)
                .toList();
    }

    /** Whether an experiment is this store's to deliver. */
    boolean delivers(ExperimentId id) {
        return experiments.containsKey(id) || (absentDefault != null && id.equals(ExperimentId.DEFAULT));
    }

    RunSource runs() {
        return runs;
    }

    @Override
    public Stream<Experiment> experiments() {
        List<ExperimentFolder> experiments = survey.experiments();
        Stream<Experiment> stream = folders.deliver("experiments", experiments, experiment -> {
            FolderReport report = new FolderReport(tree);
            return new Loaded<>(experiment.read(report, entityOptions), report);
        });
        Stream<Experiment> blocked = survey.blocked().stream().mapMulti((experiment, none) -> listDefects(experiment));
        return Stream.concat(
                absentDefault == null ? stream : Stream.concat(Stream.of(defaultExperiment(absentDefault)), stream),
                blocked);
    }

    /** Delivers nothing: one defect must not hide another, so what is wrong inside is listed with the rest. */
    private void listDefects(BlockedExperiment experiment) {
        Ledger aside = new Ledger();
        experiment.search(tree, entityOptions, new OwnerFolders(tree, aside, pool), aside);
        ledger.add(experiment.report(tree, aside.findings()));
    }

    /** What MLflow makes when it opens a database without it. */
    private Experiment defaultExperiment(String name) {
        FolderReport report = new FolderReport(tree);
        report.normalized(Normalization.DEFAULT_EXPERIMENT, SourcePlace.of(ExperimentId.DEFAULT.toString()));
        ledger.add(report);
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
        return of(experiment, runs::datasets);
    }

    @Override
    public Stream<Run> runs(Experiment experiment) {
        return of(experiment, runs::runs);
    }

    @Override
    public Stream<Metric> metrics(Run run) {
        return runs.metrics(loaded(run));
    }

    private LoadedRun loaded(Run run) {
        return runs.loaded(run, folder(run.experimentId()));
    }

    @Override
    public Stream<LoggedModel> loggedModels(Experiment experiment) {
        return of(experiment, models::loggedModels);
    }

    @Override
    public Stream<LoggedModelMetric> metrics(LoggedModel model) {
        return models.metrics(model, folder(model.experimentId()));
    }

    @Override
    public Stream<Trace> traces(Experiment experiment) {
        IdClashes traces = clashes.traces();
        IdClashes assessments = clashes.assessments();
        return of(
                experiment,
                found -> folders.stream(
                        folders.container(found.folder(), FileStoreLayout.TRACES),
                        Arrays::asList,
                        traces,
                        (entry, report) -> TraceFolder.read(found, entry, assessments, entityOptions, report)));
    }

    @Override
    public Stream<RegisteredModel> registeredModels() {
        return registry.registeredModels();
    }

    @Override
    public Stream<ModelVersion> modelVersions(RegisteredModel model) {
        return registry.modelVersions(model);
    }

    /** Of an experiment that has a folder; the default experiment may have none. */
    private <T> Stream<T> of(Experiment experiment, Function<ExperimentFolder, Stream<T>> read) {
        ExperimentFolder folder = experiments.get(experiment.experimentId());
        return folder == null ? Stream.empty() : read.apply(folder);
    }

    private ExperimentFolder folder(ExperimentId id) {
        ExperimentFolder folder = experiments.get(id);
        if (folder == null) {
            throw new IllegalArgumentException("the store delivered no experiment " + id);
        }
        return folder;
    }

    /** As {@link FileStores#entityCount()}, of this store. */
    long entityCount() {
        return (absentDefault == null ? 0 : 1)
                + EntityCount.of(survey.experiments(), tree)
                + EntityCount.of(registry.folder(), registry.tree());
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

    /** As {@link FileStores#showsChanges()}, of this store. */
    boolean showsChanges() {
        return tree.showsChanges() && registry.tree().showsChanges();
    }

    /** As {@link FileStores#isAsItWas()}, of a store that is read alone, whether that can tell or not. */
    boolean looksTheSame() {
        return lookAgain() == ledger.looks();
    }

    /** The sum over another look at every file below the root, and below the registry where that is elsewhere. */
    long lookAgain() {
        long looks = SecondLook.below(tree, tree.root(), pool);
        SourceEntry elsewhere = registry.tree() == tree ? null : registry.folder();
        return elsewhere == null ? looks : looks + SecondLook.below(registry.tree(), elsewhere, pool);
    }

    @Override
    public Optional<SourcePlace> locate(EntityKey entity) {
        return new EntityPlaces(experiments, tree, registry).find(entity);
    }

    @Override
    public void close() {
        pool.close();
    }
}
