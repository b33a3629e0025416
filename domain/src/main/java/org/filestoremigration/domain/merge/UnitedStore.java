package org.filestoremigration.domain.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.merge.GroupedMerge.Member;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.jspecify.annotations.Nullable;

/**
 * Several stores as one, in the numbers that they have beside each other and in the target that they are for. What two of
 * them have is joined, the first store counting as the target of the next.
 *
 * <p>Outcomes are reported as the streams pass them, those of numbers when the store is made.
 */
public final class UnitedStore implements StoreReader {

    /** A stream may be asked for its next run before the metrics of the one before are. */
    private static final int REMEMBERED = 4;

    private final List<RenumberedStore> stores;
    private final Joining joining;
    private final Map<String, List<Member<Run>>> lastRuns = remembering();
    private final Map<String, List<Member<LoggedModel>>> lastModels = remembering();

    private UnitedStore(List<RenumberedStore> stores, Joining joining) {
        this.stores = List.copyOf(stores);
        this.joining = joining;
    }

    private static <V> Map<String, V> remembering() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    /**
     * Unites stores for a target; their experiments and registered models are read for it.
     *
     * @param sources at least one; they are closed with the united store
     * @param target what is there before, null for a new target
     * @param greatest the greatest experiment id that the source keeps or gets
     */
    public static UnitedStore of(
            List<? extends StoreReader> sources,
            @Nullable IndexedStore target,
            ExperimentId greatest,
            Joining joining) {
        ExperimentNumbers experiments = new ExperimentNumbers(greatest);
        VersionNumbers versions = new VersionNumbers(target, joining);
        if (target != null) {
            experiments.addTarget(target.experiments());
        }
        List<RenumberedStore> stores = new ArrayList<>();
        for (StoreReader source : sources) {
            List<ExperimentNumber> numbers = experiments.add(source.experiments());
            numbers.stream().filter(ExperimentNumber::moved).forEach(number -> tell(number, joining));
            stores.add(new RenumberedStore(source, new Numbers(numbers, versions.add(source))));
        }
        return new UnitedStore(stores, joining);
    }

    private static void tell(ExperimentNumber number, Joining joining) {
        EntityKey now = EntityKey.of(EntityKind.EXPERIMENT, number.now());
        EntityKey original = EntityKey.of(EntityKind.EXPERIMENT, number.original());
        joining.outcomes()
                .accept(
                        number.joined()
                                ? new MergeOutcome.Joined(now, original, number.name())
                                : new MergeOutcome.Renumbered(now, original, number.name()));
    }

    /** The stores one by one, in the same numbers. */
    public List<StoreReader> parts() {
        return List.copyOf(stores);
    }

    private List<RenumberedStore> owners(ExperimentId id) {
        return stores.stream().filter(store -> store.has(id)).toList();
    }

    @Override
    public Stream<Experiment> experiments() {
        return united(
                stores,
                StoreReader::experiments,
                Keys.EXPERIMENT,
                (left, right) -> ExperimentJoin.join(left, right, joining));
    }

    @Override
    public Stream<Dataset> datasets(Experiment experiment) {
        return united(
                owners(experiment.experimentId()),
                store -> store.datasets(experiment),
                Keys.DATASET,
                (left, right) -> DatasetJoin.join(left, right, joining));
    }

    @Override
    public Stream<Run> runs(Experiment experiment) {
        return groups(owners(experiment.experimentId()), store -> store.runs(experiment), Keys.RUN)
                .map(group -> {
                    lastRuns.put(group.get(0).element().runId(), group);
                    return fold(group, (left, right) -> RunJoin.join(left, right, joining));
                });
    }

    @Override
    public Stream<Metric> metrics(Run run) {
        List<RenumberedStore> owners = owners(run.experimentId());
        Function<RenumberedStore, Stream<Run>> runs = store -> store.runs(owner(run.experimentId()));
        List<Stream<Metric>> histories = new ArrayList<>();
        for (Member<Run> member : members(
                lastRuns,
                run.runId(),
                owners,
                runs,
                Keys.RUN,
                other -> other.runId().equals(run.runId()))) {
            histories.add(owners.get(member.stream()).metrics(member.element()));
        }
        return GroupedMerge.of(histories, Comparator.<Metric>naturalOrder())
                .map(points -> points.get(0).element());
    }

    @Override
    public Stream<LoggedModel> loggedModels(Experiment experiment) {
        return groups(owners(experiment.experimentId()), store -> store.loggedModels(experiment), Keys.LOGGED_MODEL)
                .map(group -> {
                    lastModels.put(group.get(0).element().modelId(), group);
                    return fold(group, (left, right) -> LoggedModelJoin.join(left, right, joining));
                });
    }

    @Override
    public Stream<LoggedModelMetric> metrics(LoggedModel model) {
        List<RenumberedStore> owners = owners(model.experimentId());
        Function<RenumberedStore, Stream<LoggedModel>> models =
                store -> store.loggedModels(owner(model.experimentId()));
        List<Stream<LoggedModelMetric>> histories = new ArrayList<>();
        for (Member<LoggedModel> member : members(
                lastModels,
                model.modelId(),
                owners,
                models,
                Keys.LOGGED_MODEL,
                other -> other.modelId().equals(model.modelId()))) {
            histories.add(owners.get(member.stream()).metrics(member.element()));
        }
        EntityKey key = LoggedModelJoin.key(model);
        return GroupedMerge.of(histories, Comparator.<LoggedModelMetric>naturalOrder())
                .map(points -> fold(points, (left, right) -> LoggedModelJoin.join(key, left, right, joining)));
    }

    /** An experiment is known by its id. */
    private static Experiment owner(ExperimentId id) {
        return new Experiment(id, "", null, null, null, null, List.of());
    }

    /** The records of one key, each with the position of its store among the owners; rarely they must be looked for. */
    private static <T> List<Member<T>> members(
            Map<String, List<Member<T>>> remembered,
            String id,
            List<RenumberedStore> owners,
            Function<RenumberedStore, Stream<T>> ask,
            Comparator<T> order,
            Predicate<T> wanted) {
        List<Member<T>> members = remembered.get(id);
        if (members != null) {
            return members;
        }
        try (Stream<List<Member<T>>> groups = groups(owners, ask, order)) {
            return groups.filter(group -> wanted.test(group.get(0).element()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no store delivered " + id));
        }
    }

    @Override
    public Stream<Trace> traces(Experiment experiment) {
        return united(
                owners(experiment.experimentId()),
                store -> store.traces(experiment),
                Keys.TRACE,
                (left, right) -> TraceJoin.join(left, right, joining));
    }

    @Override
    public Stream<Span> spans(Trace trace) {
        return groups(owners(trace.experimentId()), store -> store.spans(trace), Keys.SPAN)
                .map(group -> group.get(0).element());
    }

    @Override
    public Stream<RegisteredModel> registeredModels() {
        return united(
                stores,
                StoreReader::registeredModels,
                Keys.REGISTERED_MODEL,
                (left, right) -> RegisteredModelJoin.join(left, right, joining));
    }

    @Override
    public Stream<ModelVersion> modelVersions(RegisteredModel model) {
        return united(
                stores,
                store -> store.modelVersions(model),
                Keys.MODEL_VERSION,
                (left, right) -> ModelVersionJoin.join(left, right, joining));
    }

    private static <T> Stream<T> united(
            List<RenumberedStore> owners,
            Function<? super RenumberedStore, Stream<T>> ask,
            Comparator<T> order,
            BinaryOperator<T> join) {
        return groups(owners, ask, order).map(group -> fold(group, join));
    }

    private static <T> Stream<List<Member<T>>> groups(
            List<RenumberedStore> owners, Function<? super RenumberedStore, Stream<T>> ask, Comparator<T> order) {
        return GroupedMerge.of(owners.stream().map(ask).toList(), order);
    }

    private static <T> T fold(List<Member<T>> group, BinaryOperator<T> join) {
        T joined = group.get(0).element();
        for (Member<T> member : group.subList(1, group.size())) {
            joined = join.apply(joined, member.element());
        }
        return joined;
    }

    @Override
    public Findings findings() {
        return Findings.together(stores.stream().map(StoreReader::findings).toList());
    }

    @Override
    public Optional<SourcePlace> locate(EntityKey entity) {
        return stores.stream().flatMap(store -> store.locate(entity).stream()).findFirst();
    }

    @Override
    public void close() {
        stores.forEach(StoreReader::close);
    }
}
