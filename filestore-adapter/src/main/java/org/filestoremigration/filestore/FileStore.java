package org.filestoremigration.filestore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.filestore.disk.Ledger;
import org.filestoremigration.filestore.disk.ReaderPool;
import org.filestoremigration.filestore.disk.SourceTree;
import org.filestoremigration.filestore.entity.EntityOptions;
import org.filestoremigration.filestore.entity.LoadedRun;
import org.filestoremigration.filestore.entity.OwnerFolders;
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

    private final SourceTree tree;
    private final Ledger ledger;
    private final ReaderPool pool;
    private final ExperimentSource experiments;
    private final RunSource runs;
    private final LoggedModelSource models;
    private final TraceSource traces;
    private final RegistrySource registry;
    private final SourceLooks looks;

    /**
     * Reads what a survey has found.
     *
     * @param clashes of this store, or of all that become one database with it
     * @param absentDefault under which name the default experiment is delivered although it is not there; null for never
     * @param readsRegistry whether the registry of {@link FileStoreOptions#registry()} is this store's to deliver
     */
    FileStore(
            SourceTree tree,
            Surveyed survey,
            StoreClashes clashes,
            @Nullable String absentDefault,
            boolean readsRegistry,
            FileStoreOptions options,
            Ledger ledger)
            throws IOException {
        EntityOptions entityOptions = options.forEntities();
        this.tree = tree;
        this.ledger = ledger;
        this.pool = new ReaderPool(options.threads());
        OwnerFolders folders = new OwnerFolders(tree, ledger, pool);
        this.experiments = new ExperimentSource(survey, absentDefault, tree, entityOptions, folders, pool, ledger);
        this.runs = new RunSource(
                survey,
                options.experiments().isEmpty() ? OtherExperiments.NONE : new OtherExperiments(tree),
                tree,
                entityOptions,
                folders,
                clashes,
                ledger);
        this.models = new LoggedModelSource(tree, entityOptions, folders, clashes, runs);
        this.traces = new TraceSource(entityOptions, folders, clashes);
        this.registry = RegistrySource.of(survey, options, readsRegistry, tree, folders, pool, ledger, clashes, runs);
        this.looks = new SourceLooks(tree, registry, pool, ledger);
    }

    /** As {@link #open(Path, FileStoreOptions)}, with {@link FileStoreOptions#DEFAULT}. */
    public static FileStore open(Path folder) {
        return open(folder, FileStoreOptions.DEFAULT);
    }

    /**
     * Opens the store in or at a folder: the folder that holds {@code mlruns}, or the store itself.
     *
     * @throws SourceException if there is no store, if both could be meant, or if it cannot be read at all
     */
    public static FileStore open(Path folder, FileStoreOptions options) {
        return OpenedStores.read(folder, options);
    }

    /** The store's own folder. */
    public Path root() {
        return tree.given();
    }

    ExperimentSource experimentSource() {
        return experiments;
    }

    /** As it was when it was read, and as it is now. */
    SourceLooks looks() {
        return looks;
    }

    RunSource runs() {
        return runs;
    }

    @Override
    public Stream<Experiment> experiments() {
        return experiments.experiments();
    }

    @Override
    public Stream<Dataset> datasets(Experiment experiment) {
        return experiments.of(experiment, runs::datasets);
    }

    @Override
    public Stream<Run> runs(Experiment experiment) {
        return experiments.of(experiment, runs::runs);
    }

    @Override
    public Stream<Metric> metrics(Run run) {
        return runs.metrics(loaded(run));
    }

    private LoadedRun loaded(Run run) {
        return runs.loaded(run, experiments.folder(run.experimentId()));
    }

    @Override
    public Stream<LoggedModel> loggedModels(Experiment experiment) {
        return experiments.of(experiment, models::loggedModels);
    }

    @Override
    public Stream<LoggedModelMetric> metrics(LoggedModel model) {
        return models.metrics(model, experiments.folder(model.experimentId()));
    }

    @Override
    public Stream<Trace> traces(Experiment experiment) {
        return experiments.of(experiment, traces::traces);
    }

    @Override
    public Stream<RegisteredModel> registeredModels() {
        return registry.registeredModels();
    }

    @Override
    public Stream<ModelVersion> modelVersions(RegisteredModel model) {
        return registry.modelVersions(model);
    }

    /** As {@link FileStores#entityCount()}, of this store. */
    long entityCount() {
        return experiments.entityCount() + EntityCount.of(registry.folder(), registry.tree());
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
        return new EntityPlaces(experiments.byId(), tree, registry).find(entity);
    }

    @Override
    public void close() {
        pool.close();
    }
}
