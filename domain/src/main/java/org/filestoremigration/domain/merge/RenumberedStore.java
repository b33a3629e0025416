package org.filestoremigration.domain.merge;

import java.util.ArrayList;
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
import org.filestoremigration.domain.migration.PromptExperiments;
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
 * A store in other numbers: experiments, and versions of registered models, have other ids than in the store itself, and
 * everything that names them follows. Artifact locations hold the old id as the name of a folder, and stay valid. What is
 * new under another number says in a tag what it was.
 *
 * <p>If any experiment moves, all are held while they are delivered, because they come at another place.
 */
public final class RenumberedStore implements StoreReader {

    private final StoreReader store;
    private final RenumberedVersions versions;
    private final Map<ExperimentId, ExperimentNumber> byOriginal;
    private final Map<ExperimentId, ExperimentNumber> byNow = new HashMap<>();
    private final boolean moves;
    private final Set<ExperimentId> untold = new HashSet<>();

    RenumberedStore(StoreReader store, Numbers numbers) {
        this.store = store;
        this.versions = new RenumberedVersions(store, numbers);
        this.byOriginal = numbers.byOriginal();
        byOriginal.values().forEach(number -> byNow.put(number.now(), number));
        this.moves = byOriginal.values().stream().anyMatch(ExperimentNumber::moved);
    }

    /**
     * The store itself where no id changes; otherwise a reader of it, which closes it, and for which each experiment that moves
     * is a {@link Normalization#EXPERIMENT_ID}.
     *
     * @param newIds by the ids in the store; an experiment that is not among them keeps its own
     */
    public static StoreReader of(StoreReader store, Map<ExperimentId, ExperimentId> newIds) {
        if (newIds.isEmpty()) {
            return store;
        }
        List<ExperimentNumber> experiments = new ArrayList<>();
        newIds.forEach((original, now) -> experiments.add(new ExperimentNumber(original, now, false, "")));
        RenumberedStore renumbered = new RenumberedStore(store, new Numbers(experiments, Map.of()));
        renumbered.untold.addAll(newIds.keySet());
        return renumbered;
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
        List<Experiment> experiments = new ArrayList<>();
        try (Stream<Experiment> all = store.experiments()) {
            all.forEachOrdered(experiment -> experiments.add(renumbered(experiment)));
        }
        experiments.sort(Keys.EXPERIMENT);
        return experiments.stream();
    }

    private Experiment renumbered(Experiment experiment) {
        ExperimentNumber number = byOriginal.get(experiment.experimentId());
        if (number == null || !number.moved()) {
            return experiment;
        }
        if (untold.remove(number.original())) {
            tell(number);
        }
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
                        : FormerNumber.in(
                                new Tag(ExperimentNumber.TAG, number.original().toString()), tags));
    }

    private void tell(ExperimentNumber number) {
        String path = store.locate(EntityKey.of(EntityKind.EXPERIMENT, number.original()))
                .map(SourcePlace::path)
                .orElseGet(() -> number.original().toString());
        SourcePlace place = new SourcePlace(path, 0, "experiment_id is now " + number.now());
        store.findings().accept(new Finding.Normalized(Normalization.EXPERIMENT_ID, place, 1));
    }

    private ExperimentId now(ExperimentId original) {
        ExperimentNumber number = byOriginal.get(original);
        return number == null ? original : number.now();
    }

    private ExperimentId original(ExperimentId now) {
        return found(now).orElseThrow(() -> new IllegalArgumentException("the store delivered no experiment " + now));
    }

    /** The id in the store, empty if the experiment that had this one has moved away. */
    private Optional<ExperimentId> found(ExperimentId now) {
        ExperimentNumber number = byNow.get(now);
        if (number != null) {
            return Optional.of(number.original());
        }
        return byOriginal.containsKey(now) ? Optional.empty() : Optional.of(now);
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
                        versions.aliases(model)));
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
        return versions.of(model);
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
        List<String> names = new ArrayList<>(entity.names());
        boolean registry = entity.kind().compareTo(EntityKind.REGISTERED_MODEL) >= 0;
        if (!registry && !names.isEmpty()) {
            Optional<ExperimentId> original = ExperimentId.parse(names.get(0)).flatMap(this::found);
            if (original.isEmpty()) {
                return Optional.empty();
            }
            names.set(0, original.get().toString());
        } else if (entity.kind() == EntityKind.MODEL_VERSION || entity.kind() == EntityKind.MODEL_VERSION_TAG) {
            names.set(1, versions.original(names.get(0), names.get(1)));
        }
        return store.locate(new EntityKey(entity.kind(), names));
    }

    @Override
    public void close() {
        store.close();
    }
}
