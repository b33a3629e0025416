package org.filestoremigration.filestore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.migration.ShortExperimentIds;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LifecycleStage;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.Ledger;
import org.filestoremigration.filestore.disk.ReaderPool;
import org.filestoremigration.filestore.disk.SourceTree;
import org.filestoremigration.filestore.entity.EntityOptions;
import org.filestoremigration.filestore.entity.ExperimentFolder;
import org.filestoremigration.filestore.entity.Loaded;
import org.filestoremigration.filestore.entity.OwnerFolders;
import org.jspecify.annotations.Nullable;

/** The experiments of a store: those that a survey has found, and the default one if it must be made. */
final class ExperimentSource {

    private final Surveyed survey;
    private final @Nullable String absentDefault;
    private final SourceTree tree;
    private final EntityOptions options;
    private final OwnerFolders folders;
    private final ReaderPool pool;
    private final Ledger ledger;
    private final Map<ExperimentId, ExperimentFolder> byId = new HashMap<>();

    /** @param absentDefault under which name the default experiment is delivered although it is not there; null for never */
    ExperimentSource(
            Surveyed survey,
            @Nullable String absentDefault,
            SourceTree tree,
            EntityOptions options,
            OwnerFolders folders,
            ReaderPool pool,
            Ledger ledger) {
        this.survey = survey;
        this.absentDefault = absentDefault;
        this.tree = tree;
        this.options = options;
        this.folders = folders;
        this.pool = pool;
        this.ledger = ledger;
        survey.experiments().forEach(experiment -> byId.put(experiment.id(), experiment));
    }

    Map<ExperimentId, ExperimentFolder> byId() {
        return byId;
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
        return byId.containsKey(id) || (absentDefault != null && id.equals(ExperimentId.DEFAULT));
    }

    /** Those to migrate, by id. At their end what is wrong within blocked ones is looked for. */
    Stream<Experiment> experiments() {
        List<ExperimentFolder> experiments = survey.experiments();
        Stream<Experiment> stream = folders.deliver("experiments", experiments, experiment -> {
            FolderReport report = new FolderReport(tree);
            return new Loaded<>(experiment.read(report, options), report);
        });
        Stream<Experiment> blocked = survey.blocked().stream().mapMulti((experiment, none) -> listDefects(experiment));
        return Stream.concat(
                absentDefault == null ? stream : Stream.concat(Stream.of(defaultExperiment(absentDefault)), stream),
                blocked);
    }

    /** Delivers nothing: one defect must not hide another, so what is wrong inside is listed with the rest. */
    private void listDefects(BlockedExperiment experiment) {
        Ledger aside = new Ledger();
        experiment.search(tree, options, new OwnerFolders(tree, aside, pool), aside);
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
                tree.uri() + "/" + ExperimentId.DEFAULT,
                LifecycleStage.ACTIVE,
                null,
                null,
                List.of());
    }

    /** Of an experiment that has a folder; the default experiment may have none. */
    <T> Stream<T> of(Experiment experiment, Function<ExperimentFolder, Stream<T>> read) {
        ExperimentFolder folder = byId.get(experiment.experimentId());
        return folder == null ? Stream.empty() : read.apply(folder);
    }

    /** @throws IllegalArgumentException if the store delivered no such experiment */
    ExperimentFolder folder(ExperimentId id) {
        ExperimentFolder folder = byId.get(id);
        if (folder == null) {
            throw new IllegalArgumentException("the store delivered no experiment " + id);
        }
        return folder;
    }

    /** As {@link FileStores#entityCount()}, of the experiments and what is in them. */
    long entityCount() {
        return (absentDefault == null ? 0 : 1) + EntityCount.of(survey.experiments(), tree);
    }
}
