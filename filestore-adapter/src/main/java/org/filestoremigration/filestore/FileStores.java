package org.filestoremigration.filestore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.migration.ShortExperimentIds;
import org.filestoremigration.domain.migration.TextLimits;
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
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.TextOrder;
import org.filestoremigration.filestore.disk.Ledger;

/**
 * One FileStore, or several that become one database.
 *
 * <p>What is in two of them under one id or name is blocked in both: experiments, runs, traces, logged models,
 * assessments and registered models. Only the default experiment may be in each: the empty ones, as MLflow makes them by
 * itself, give way. The places of several stores begin with the store's folder.
 */
public final class FileStores implements StoreReader {

    private final List<FileStore> stores;
    private final Ledger ledger;
    private final TextLimits texts;
    private final Map<String, FileStore> registries = new HashMap<>();

    private FileStores(List<FileStore> stores, Ledger ledger, TextLimits texts) {
        this.stores = List.copyOf(stores);
        this.ledger = ledger;
        this.texts = texts;
    }

    /**
     * Opens the stores in or at some folders.
     *
     * @param folders each as {@link FileStore#open(Path, FileStoreOptions)} takes it, at least one
     * @param options for all of them; an experiment that is asked for must be in one of them
     * @throws SourceException if one of them cannot be opened, or if one is inside another or is named twice
     */
    public static FileStores open(List<Path> folders, FileStoreOptions options) {
        Ledger ledger = new Ledger();
        return new FileStores(OpenedStores.read(folders, options, ledger, false, true), ledger, options.texts());
    }

    /**
     * Opens stores that are to be merged: what is in two of them, in experiments of one name, is blocked in neither. They
     * are read one by one, as
     * {@link #stores()}; what they find, and what becomes of their files, is told here of all together.
     *
     * @param folders each as {@link FileStore#open(Path, FileStoreOptions)} takes it, at least one
     * @param makeDefault whether the first one makes the default experiment if none has it; a target in use has its own
     * @throws SourceException if one of them cannot be opened, or if one is inside another or is named twice
     */
    public static FileStores openApart(List<Path> folders, FileStoreOptions options, boolean makeDefault) {
        Ledger ledger = new Ledger();
        return new FileStores(OpenedStores.read(folders, options, ledger, true, makeDefault), ledger, options.texts());
    }

    /**
     * Which ids the experiments get in a database whose column has 32 bits, of those whose id does not fit. All of the
     * sources are counted, whichever are read; an experiment whose id a repair invents comes after them.
     */
    public Map<ExperimentId, ExperimentId> shortExperimentIds() {
        ShortExperimentIds ids = ShortExperimentIds.of(stores.stream()
                .flatMap(store -> store.experimentSource().known().stream())
                .toList());
        Map<ExperimentId, ExperimentId> newIds = new HashMap<>(ids.newIds());
        long next = ids.next().value();
        for (FileStore store : stores) {
            for (ExperimentId invented : store.experimentSource().inventedIds()) {
                newIds.put(invented, new ExperimentId(next++));
            }
        }
        return newIds;
    }

    /** What the columns of the target hold that they are read for. */
    public TextLimits texts() {
        return texts;
    }

    /** The stores one by one, in the order in which they were named. */
    public List<FileStore> stores() {
        return stores;
    }

    /** The stores' own folders, in the order in which they were named. */
    public List<Path> roots() {
        return stores.stream().map(FileStore::root).toList();
    }

    @Override
    public Stream<Experiment> experiments() {
        return OrderedMerge.of(
                stores.stream().map(FileStore::experiments).toList(), Comparator.comparing(Experiment::experimentId));
    }

    @Override
    public Stream<Dataset> datasets(Experiment experiment) {
        return store(experiment.experimentId()).datasets(experiment);
    }

    @Override
    public Stream<Run> runs(Experiment experiment) {
        return store(experiment.experimentId()).runs(experiment);
    }

    @Override
    public Stream<Metric> metrics(Run run) {
        return store(run.experimentId()).metrics(run);
    }

    @Override
    public Stream<LoggedModel> loggedModels(Experiment experiment) {
        return store(experiment.experimentId()).loggedModels(experiment);
    }

    @Override
    public Stream<LoggedModelMetric> metrics(LoggedModel model) {
        return store(model.experimentId()).metrics(model);
    }

    @Override
    public Stream<Trace> traces(Experiment experiment) {
        return store(experiment.experimentId()).traces(experiment);
    }

    @Override
    public Stream<RegisteredModel> registeredModels() {
        List<Stream<RegisteredModel>> streams = new ArrayList<>();
        for (FileStore store : stores) {
            streams.add(store.registeredModels().peek(model -> registries.put(model.name(), store)));
        }
        return OrderedMerge.of(streams, Comparator.comparing(RegisteredModel::name, TextOrder::compare));
    }

    @Override
    public Stream<ModelVersion> modelVersions(RegisteredModel model) {
        FileStore store = registries.getOrDefault(model.name(), stores.get(0));
        return Objects.requireNonNull(store).modelVersions(model);
    }

    private FileStore store(ExperimentId id) {
        return stores.stream()
                .filter(store -> store.experimentSource().delivers(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no store delivered the experiment " + id));
    }

    /**
     * How many experiments, runs, logged models, traces, registered models and versions there are to read: what a progress
     * display counts. Exact in a store without blocked items. Only names are looked at, so that any thread may ask while
     * another reads.
     */
    public long entityCount() {
        return stores.stream().mapToLong(FileStore::entityCount).sum();
    }

    @Override
    public Findings findings() {
        return ledger.findings();
    }

    /** What becomes of each file below the roots, as far as the stores have been read. */
    public Accounting accounting() {
        return ledger.accounting();
    }

    /** As {@link FileStore#fingerprint()}, over all stores. */
    public long fingerprint() {
        return ledger.fingerprint();
    }

    /**
     * Whether {@link #isAsItWas()} can tell. Not where a file that was read was changed in the two seconds before the
     * reading began, or later: the times of a file system might not show that it was changed once more.
     */
    public boolean showsChanges() {
        return stores.stream().allMatch(store -> store.looks().showsChanges());
    }

    /**
     * Looks again at every file that has been read or counted, and reads none: whether names, sizes, times of modification
     * and of change, and inodes are all as they were. False also where that cannot be determined. To be asked when everything has
     * been read and nothing is being read; any thread may ask.
     */
    public boolean isAsItWas() {
        return showsChanges()
                && stores.stream().mapToLong(store -> store.looks().lookAgain()).sum() == ledger.looks();
    }

    @Override
    public Optional<SourcePlace> locate(EntityKey entity) {
        return stores.stream().flatMap(store -> store.locate(entity).stream()).findFirst();
    }

    @Override
    public void close() {
        stores.forEach(FileStore::close);
    }
}
