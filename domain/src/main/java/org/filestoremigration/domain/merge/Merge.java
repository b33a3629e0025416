package org.filestoremigration.domain.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.merge.GroupedMerge.Member;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreUpdater;
import org.filestoremigration.domain.tracking.Experiment;

/**
 * The use case: what a store holds is brought into another one that is in use. Nothing is written where that has it
 * already, and nothing that only the target has is touched.
 *
 * <p>Both stores are read side by side in key order; what seems to be new is looked for by its id in all of the target.
 */
public final class Merge {

    private final UnitedStore source;
    private final StoreReader before;
    private final RunMerge runs;
    private final LoggedModelMerge models;
    private final TraceMerge traces;
    private final MergeTarget target;
    private final Consumer<Entity> observer;

    private Merge(UnitedStore source, TargetReaders before, MergeTarget target, Consumer<Entity> observer) {
        this.source = source;
        this.observer = observer;
        this.before = before.inOrder();
        this.target = target;
        this.runs = new RunMerge(source, before, target);
        this.models = new LoggedModelMerge(source, before, target);
        this.traces = new TraceMerge(source, before, target);
    }

    /**
     * Merges all of {@code source}. The caller commits, once it is content with the outcomes and the source's findings.
     *
     * @param source united for this target with the same outcomes
     * @param before the target as it was, and stays to this reader while the updater writes
     * @param outcomes notified of everything; {@link MergeOutcome.Decision#OPEN} among them says that nothing may be committed
     */
    public static void into(
            UnitedStore source,
            IndexedStore before,
            StoreUpdater updater,
            OnConflict onConflict,
            MergeOutcomes outcomes,
            Progress progress) {
        TargetReaders readers = TargetReaders.of(before);
        into(source, readers, updater, onConflict, outcomes, progress, entity -> {}, MergeWitness.NONE);
    }

    /**
     * The same.
     *
     * @param observer called with every entity of the source but for points and spans, each after its owner
     * @param witness for whom also what only the target has is read
     */
    public static void into(
            UnitedStore source,
            TargetReaders before,
            StoreUpdater updater,
            OnConflict onConflict,
            MergeOutcomes outcomes,
            Progress progress,
            Consumer<Entity> observer,
            MergeWitness witness) {
        MergeTarget target = new MergeTarget(before.inOrder(), updater, onConflict, outcomes, progress, witness);
        new Merge(source, before, target, observer).run();
    }

    /** What {@link #into} would do, without a target to write to. */
    public static void plan(
            UnitedStore source,
            IndexedStore before,
            OnConflict onConflict,
            MergeOutcomes outcomes,
            Progress progress,
            Consumer<Entity> observer) {
        TargetReaders readers = TargetReaders.of(before);
        into(source, readers, new NothingUpdated(), onConflict, outcomes, progress, observer, MergeWitness.NONE);
    }

    private void run() {
        if (target.isWitnessed()) {
            before.checkTheRest();
        }
        List<Experiment> passed = new ArrayList<>();
        join(
                before.experiments(),
                source.experiments(),
                Keys.EXPERIMENT,
                (theirs, ours) -> {
                    Experiment joined = ExperimentJoin.join(theirs, ours, target.joining());
                    if (!joined.equals(theirs)) {
                        target.updater().change(theirs, joined);
                    }
                    target.witness().passed(theirs, ours, joined);
                    target.passed();
                    inside(ours, true);
                    passed.add(known(ours));
                },
                ours -> {
                    target.write(ours);
                    inside(ours, false);
                    passed.add(known(ours));
                },
                theirs -> {
                    target.onlyTheirs(theirs);
                    inside(theirs, true);
                    passed.add(known(theirs));
                });
        for (Experiment experiment : passed) {
            join(
                    before.loggedModels(experiment),
                    source.loggedModels(experiment),
                    Keys.LOGGED_MODEL,
                    models::both,
                    models::onlyOurs,
                    models::onlyTheirs);
        }
        join(
                before.registeredModels(),
                source.registeredModels(),
                Keys.REGISTERED_MODEL,
                (theirs, ours) -> {
                    RegisteredModel joined = RegisteredModelJoin.join(theirs, ours, target.joining());
                    if (!joined.equals(theirs)) {
                        target.updater().change(theirs, joined);
                    }
                    target.witness().passed(theirs, ours, joined);
                    target.passed();
                    versions(ours);
                },
                ours -> {
                    target.write(ours);
                    versions(ours);
                },
                theirs -> {
                    target.onlyTheirs(theirs);
                    versions(theirs);
                });
        target.tellIrregularities();
    }

    /** Enough to ask for what belongs to it: its tags may be long texts. */
    private static Experiment known(Experiment experiment) {
        return new Experiment(experiment.experimentId(), experiment.name(), null, null, null, null, List.of());
    }

    /** @param there whether the target has the experiment, and perhaps something in it */
    private void inside(Experiment experiment, boolean there) {
        join(
                there ? before.datasets(experiment) : Stream.empty(),
                source.datasets(experiment),
                Keys.DATASET,
                target::join,
                target::write,
                target::onlyTheirs);
        join(
                there ? before.runs(experiment) : Stream.empty(),
                source.runs(experiment),
                Keys.RUN,
                runs::both,
                runs::onlyOurs,
                runs::onlyTheirs);
        join(
                there ? before.traces(experiment) : Stream.empty(),
                source.traces(experiment),
                Keys.TRACE,
                traces::both,
                traces::onlyOurs,
                traces::onlyTheirs);
    }

    private void versions(RegisteredModel model) {
        join(
                before.modelVersions(model),
                source.modelVersions(model),
                Keys.MODEL_VERSION,
                target::join,
                target::write,
                target::onlyTheirs);
    }

    private <T extends Entity> void join(
            Stream<T> theirs,
            Stream<T> ours,
            Comparator<T> order,
            BiConsumer<? super T, ? super T> both,
            Consumer<? super T> onlyOurs,
            Consumer<? super T> onlyTheirs) {
        try (Stream<List<Member<T>>> groups = GroupedMerge.of(List.of(theirs, ours), order)) {
            groups.forEachOrdered(group -> {
                Member<T> last = group.get(group.size() - 1);
                if (last.stream() == 1) {
                    observer.accept(last.element());
                }
                if (group.size() > 1) {
                    both.accept(group.get(0).element(), last.element());
                } else if (last.stream() == 1) {
                    onlyOurs.accept(last.element());
                } else if (target.isWitnessed()) {
                    onlyTheirs.accept(last.element());
                }
            });
        }
    }
}
