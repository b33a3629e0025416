package org.filestoremigration.domain.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;

/**
 * A store whose experiments have other ids: everything that names an experiment by its id follows, and nothing else
 * changes. Artifact locations hold the old id as the name of a folder, and stay valid.
 *
 * <p>Each experiment that is renumbered has the id it had in the tag {@value ShortExperimentIds#TAG}, and is a
 * {@link Normalization#EXPERIMENT_ID}. All experiments are held while they are delivered: their order changes.
 */
public final class RenumberedStore implements StoreReader {

    private final StoreReader store;
    private final Map<ExperimentId, ExperimentId> newIds;
    private final Map<ExperimentId, ExperimentId> oldIds = new HashMap<>();
    private final Set<ExperimentId> reported = new HashSet<>();

    private RenumberedStore(StoreReader store, Map<ExperimentId, ExperimentId> newIds) {
        this.store = store;
        this.newIds = newIds;
        newIds.forEach((oldId, newId) -> oldIds.put(newId, oldId));
    }

    /** The store itself where no id changes; else a reader of it, which closes it. */
    public static StoreReader of(StoreReader store, Map<ExperimentId, ExperimentId> newIds) {
        return newIds.isEmpty() ? store : new RenumberedStore(store, Map.copyOf(newIds));
    }

    @Override
    public Stream<Experiment> experiments() {
        List<Experiment> experiments = new ArrayList<>();
        try (Stream<Experiment> stream = store.experiments()) {
            stream.forEachOrdered(experiment -> experiments.add(renumbered(experiment)));
        }
        experiments.sort(Comparator.comparing(Experiment::experimentId));
        return experiments.stream();
    }

    private Experiment renumbered(Experiment experiment) {
        ExperimentId oldId = experiment.experimentId();
        ExperimentId newId = newIds.get(oldId);
        if (newId == null) {
            return experiment;
        }
        if (reported.add(oldId)) {
            String path = store.locate(EntityKey.of(EntityKind.EXPERIMENT, oldId))
                    .map(SourcePlace::path)
                    .orElseGet(oldId::toString);
            SourcePlace place = new SourcePlace(path, 0, "experiment_id is now " + newId);
            store.findings().accept(new Finding.Normalized(Normalization.EXPERIMENT_ID, place, 1));
        }
        return withId(experiment, newId, tagged(experiment.tags(), oldId));
    }

    /** A tag of that name that is there already stays, under the next free one. */
    private static List<Tag> tagged(List<Tag> tags, ExperimentId oldId) {
        List<Tag> all = new ArrayList<>();
        for (Tag tag : tags) {
            if (!tag.key().equals(ShortExperimentIds.TAG)) {
                all.add(tag);
                continue;
            }
            int number = 1;
            String key = ShortExperimentIds.TAG + "." + number;
            while (holds(tags, key)) {
                key = ShortExperimentIds.TAG + "." + ++number;
            }
            all.add(new Tag(key, tag.value()));
        }
        all.add(new Tag(ShortExperimentIds.TAG, oldId.toString()));
        return all.stream().sorted().toList();
    }

    private static boolean holds(List<Tag> tags, String key) {
        return tags.stream().anyMatch(tag -> tag.key().equals(key));
    }

    private static Experiment withId(Experiment experiment, ExperimentId id, List<Tag> tags) {
        return new Experiment(
                id,
                experiment.name(),
                experiment.artifactLocation(),
                experiment.lifecycleStage(),
                experiment.creationTime(),
                experiment.lastUpdateTime(),
                tags);
    }

    /** As the store itself knows it, to ask it for what belongs to it. */
    private Experiment original(Experiment experiment) {
        return withId(experiment, oldId(experiment.experimentId()), experiment.tags());
    }

    private ExperimentId oldId(ExperimentId id) {
        return oldIds.getOrDefault(id, id);
    }

    private ExperimentId newId(ExperimentId id) {
        return newIds.getOrDefault(id, id);
    }

    @Override
    public Stream<Dataset> datasets(Experiment experiment) {
        return store.datasets(original(experiment))
                .map(dataset -> new Dataset(
                        newId(dataset.experimentId()),
                        dataset.name(),
                        dataset.digest(),
                        dataset.sourceType(),
                        dataset.source(),
                        dataset.schema(),
                        dataset.profile()));
    }

    @Override
    public Stream<Run> runs(Experiment experiment) {
        return store.runs(original(experiment)).map(run -> withId(run, newId(run.experimentId())));
    }

    @Override
    public Stream<Metric> metrics(Run run) {
        return store.metrics(withId(run, oldId(run.experimentId())));
    }

    private static Run withId(Run run, ExperimentId id) {
        return new Run(
                run.runId(),
                id,
                run.name(),
                run.sourceType(),
                run.sourceName(),
                run.entryPointName(),
                run.sourceVersion(),
                run.userId(),
                run.status(),
                run.startTime(),
                run.endTime(),
                run.deletedTime(),
                run.lifecycleStage(),
                run.artifactUri(),
                run.params(),
                run.tags(),
                run.datasetInputs(),
                run.modelInputs(),
                run.modelOutputs(),
                run.latestMetrics());
    }

    @Override
    public Stream<LoggedModel> loggedModels(Experiment experiment) {
        return store.loggedModels(original(experiment)).map(model -> withId(model, newId(model.experimentId())));
    }

    @Override
    public Stream<LoggedModelMetric> metrics(LoggedModel model) {
        return store.metrics(withId(model, oldId(model.experimentId())));
    }

    private static LoggedModel withId(LoggedModel model, ExperimentId id) {
        return new LoggedModel(
                model.modelId(),
                id,
                model.name(),
                model.artifactLocation(),
                model.creationTimestamp(),
                model.lastUpdatedTimestamp(),
                model.status(),
                model.lifecycleStage(),
                model.modelType(),
                model.sourceRunId(),
                model.statusMessage(),
                model.params(),
                model.tags());
    }

    @Override
    public Stream<Trace> traces(Experiment experiment) {
        return store.traces(original(experiment)).map(trace -> withId(trace, newId(trace.experimentId())));
    }

    private static Trace withId(Trace trace, ExperimentId id) {
        return new Trace(
                trace.traceId(),
                id,
                trace.timestampMs(),
                trace.executionTimeMs(),
                trace.state(),
                trace.clientRequestId(),
                trace.requestPreview(),
                trace.responsePreview(),
                trace.tags(),
                trace.metadata(),
                trace.assessments());
    }

    @Override
    public Stream<Span> spans(Trace trace) {
        return store.spans(withId(trace, oldId(trace.experimentId())))
                .map(span -> withId(span, newId(span.experimentId())));
    }

    private static Span withId(Span span, ExperimentId id) {
        return new Span(
                span.traceId(),
                id,
                span.spanId(),
                span.parentSpanId(),
                span.name(),
                span.type(),
                span.status(),
                span.startTimeUnixNano(),
                span.endTimeUnixNano(),
                span.content(),
                span.inputCost(),
                span.outputCost(),
                span.totalCost(),
                span.modelName(),
                span.modelProvider());
    }

    @Override
    public Stream<RegisteredModel> registeredModels() {
        return store.registeredModels().map(this::renumbered);
    }

    private RegisteredModel renumbered(RegisteredModel model) {
        return new RegisteredModel(
                model.name(),
                model.creationTime(),
                model.lastUpdatedTime(),
                model.description(),
                model.tags().stream().map(this::renumbered).toList(),
                model.aliases());
    }

    private Tag renumbered(Tag tag) {
        String value = tag.value();
        return value == null || !tag.key().equals(PromptExperiments.TAG)
                ? tag
                : new Tag(tag.key(), PromptExperiments.renumbered(value, this::newIdText));
    }

    private String newIdText(String id) {
        return ExperimentId.parse(id)
                .map(this::newId)
                .map(ExperimentId::toString)
                .orElse(id);
    }

    @Override
    public Stream<ModelVersion> modelVersions(RegisteredModel model) {
        return store.modelVersions(model);
    }

    @Override
    public void checkTheRest() {
        store.checkTheRest();
    }

    @Override
    public Findings findings() {
        return store.findings();
    }

    @Override
    public Optional<SourcePlace> locate(EntityKey entity) {
        return store.locate(
                switch (entity.kind()) {
                    case REGISTERED_MODEL,
                            REGISTERED_MODEL_TAG,
                            REGISTERED_MODEL_ALIAS,
                            MODEL_VERSION,
                            MODEL_VERSION_TAG,
                            OTHER -> entity;
                    default -> withOldId(entity);
                });
    }

    private EntityKey withOldId(EntityKey entity) {
        if (entity.names().isEmpty()) {
            return entity;
        }
        List<String> names = new ArrayList<>(entity.names());
        ExperimentId.parse(names.get(0)).ifPresent(id -> names.set(0, oldId(id).toString()));
        return new EntityKey(entity.kind(), names);
    }

    @Override
    public void close() {
        store.close();
    }
}
