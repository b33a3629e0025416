package org.filestoremigration.domain.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.Alias;
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
 * A store in other numbers: experiments, and versions of registered models, have other ids than in the store itself. What
 * is new under another number says in a tag what it was.
 *
 * <p>Experiments that move are held in memory, because they come at another place.
 */
final class RenumberedStore implements StoreReader {

    private final StoreReader store;
    private final Numbers numbers;
    private final Map<ExperimentId, ExperimentNumber> byOriginal;
    private final Map<ExperimentId, ExperimentNumber> byNow = new HashMap<>();
    private final boolean moves;

    RenumberedStore(StoreReader store, Numbers numbers) {
        this.store = store;
        this.numbers = numbers;
        this.byOriginal = numbers.byOriginal();
        byOriginal.values().forEach(number -> byNow.put(number.now(), number));
        this.moves = byOriginal.values().stream().anyMatch(ExperimentNumber::moved);
    }

    /** Whether an experiment, by its present number, is one of this store. */
    boolean has(ExperimentId id) {
        return byNow.containsKey(id);
    }

    @Override
    public Stream<Experiment> experiments() {
        if (!moves) {
            return store.experiments();
        }
        List<Experiment> moved = new ArrayList<>();
        try (Stream<Experiment> all = store.experiments()) {
            all.filter(this::moves).forEachOrdered(experiment -> moved.add(renumbered(experiment)));
        }
        moved.sort(Keys.EXPERIMENT);
        Stream<Experiment> staying = store.experiments().filter(experiment -> !moves(experiment));
        return GroupedMerge.of(List.of(staying, moved.stream()), Keys.EXPERIMENT)
                .map(group -> group.get(0).element());
    }

    private boolean moves(Experiment experiment) {
        return number(experiment.experimentId()).moved();
    }

    private ExperimentNumber number(ExperimentId original) {
        return Objects.requireNonNull(byOriginal.get(original));
    }

    private Experiment renumbered(Experiment experiment) {
        ExperimentNumber number = number(experiment.experimentId());
        List<Tag> tags = experiment.tags();
        return new Experiment(
                number.now(),
                experiment.name(),
                experiment.artifactLocation(),
                experiment.lifecycleStage(),
                experiment.creationTime(),
                experiment.lastUpdateTime(),
                number.joined()
                        ? tags
                        : with(new Tag(ExperimentNumber.TAG, number.original().toString()), tags));
    }

    /** A tag of that name that the store has itself, from an earlier renumbering, stays. */
    private static List<Tag> with(Tag tag, List<Tag> tags) {
        if (tags.stream().anyMatch(other -> other.key().equals(tag.key()))) {
            return tags;
        }
        List<Tag> all = new ArrayList<>(tags);
        all.add(tag);
        all.sort(Comparator.naturalOrder());
        return all;
    }

    private ExperimentId now(ExperimentId original) {
        return number(original).now();
    }

    private ExperimentId original(ExperimentId now) {
        ExperimentNumber number = byNow.get(now);
        if (number == null) {
            throw new IllegalArgumentException("the store delivered no experiment " + now);
        }
        return number.original();
    }

    /** Enough to ask the store for what belongs to it. */
    private Experiment original(Experiment experiment) {
        return new Experiment(
                original(experiment.experimentId()),
                experiment.name(),
                experiment.artifactLocation(),
                experiment.lifecycleStage(),
                experiment.creationTime(),
                experiment.lastUpdateTime(),
                List.of());
    }

    @Override
    public Stream<Dataset> datasets(Experiment experiment) {
        return store.datasets(original(experiment))
                .map(dataset -> moves ? Moved.to(now(dataset.experimentId()), dataset) : dataset);
    }

    @Override
    public Stream<Run> runs(Experiment experiment) {
        return store.runs(original(experiment)).map(run -> moves ? Moved.to(now(run.experimentId()), run) : run);
    }

    @Override
    public Stream<Metric> metrics(Run run) {
        return store.metrics(moves ? Moved.to(original(run.experimentId()), run) : run);
    }

    @Override
    public Stream<LoggedModel> loggedModels(Experiment experiment) {
        return store.loggedModels(original(experiment))
                .map(model -> moves ? Moved.to(now(model.experimentId()), model) : model);
    }

    @Override
    public Stream<LoggedModelMetric> metrics(LoggedModel model) {
        return store.metrics(moves ? Moved.to(original(model.experimentId()), model) : model);
    }

    @Override
    public Stream<Trace> traces(Experiment experiment) {
        return store.traces(original(experiment))
                .map(trace -> moves ? Moved.to(now(trace.experimentId()), trace) : trace);
    }

    @Override
    public Stream<Span> spans(Trace trace) {
        Trace original = moves ? Moved.to(original(trace.experimentId()), trace) : trace;
        return store.spans(original).map(span -> moves ? Moved.to(trace.experimentId(), span) : span);
    }

    @Override
    public Stream<RegisteredModel> registeredModels() {
        return store.registeredModels()
                .map(model -> new RegisteredModel(
                        model.name(),
                        model.creationTime(),
                        model.lastUpdatedTime(),
                        model.description(),
                        model.tags().stream().map(this::renumbered).toList(),
                        model.aliases().stream()
                                .map(alias -> new Alias(alias.alias(), numbers.version(model.name(), alias.version())))
                                .toList()));
    }

    private Tag renumbered(Tag tag) {
        return moves && tag.key().equals(PromptExperiments.TAG) && tag.value() != null
                ? new Tag(tag.key(), PromptExperiments.renumbered(tag.value(), this::renumbered))
                : tag;
    }

    private String renumbered(String experimentId) {
        return ExperimentId.parse(experimentId)
                .map(byOriginal::get)
                .map(number -> number.now().toString())
                .orElse(experimentId);
    }

    @Override
    public Stream<ModelVersion> modelVersions(RegisteredModel model) {
        if (!numbers.versions().containsKey(model.name())) {
            return store.modelVersions(model);
        }
        List<ModelVersion> moved = new ArrayList<>();
        try (Stream<ModelVersion> all = store.modelVersions(model)) {
            all.filter(this::moves).forEachOrdered(version -> moved.add(renumbered(version)));
        }
        moved.sort(Keys.MODEL_VERSION);
        Stream<ModelVersion> staying = store.modelVersions(model).filter(version -> !moves(version));
        return GroupedMerge.of(List.of(staying, moved.stream()), Keys.MODEL_VERSION)
                .map(group -> group.get(0).element());
    }

    private boolean moves(ModelVersion version) {
        return numbers.version(version.name(), version.version()) != version.version();
    }

    private ModelVersion renumbered(ModelVersion version) {
        return Moved.to(
                numbers.version(version.name(), version.version()),
                ModelVersionJoin.withTags(
                        version, with(new Tag(VersionNumbers.TAG, Long.toString(version.version())), version.tags())));
    }

    @Override
    public Findings findings() {
        return store.findings();
    }

    @Override
    public Optional<SourcePlace> locate(EntityKey entity) {
        List<String> names = new ArrayList<>(entity.names());
        boolean registry = entity.kind().compareTo(EntityKind.REGISTERED_MODEL) >= 0;
        if (!registry && !names.isEmpty()) {
            Optional<ExperimentNumber> number = ExperimentId.parse(names.get(0)).map(byNow::get);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            names.set(0, number.get().original().toString());
        } else if (entity.kind() == EntityKind.MODEL_VERSION || entity.kind() == EntityKind.MODEL_VERSION_TAG) {
            names.set(1, originalVersion(names.get(0), names.get(1)));
        }
        return store.locate(new EntityKey(entity.kind(), names));
    }

    private String originalVersion(String model, String version) {
        return numbers.versions().getOrDefault(model, Map.of()).entrySet().stream()
                .filter(moved -> moved.getValue().toString().equals(version))
                .map(moved -> moved.getKey().toString())
                .findFirst()
                .orElse(version);
    }

    @Override
    public void close() {
        store.close();
    }
}
