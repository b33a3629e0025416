package org.filestoremigration.domain.merge;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.jspecify.annotations.Nullable;

/** Brings runs and their histories into a target. */
final class RunMerge {

    private final StoreReader source;
    private final StoreReader inOrder;
    private final IndexedStore before;
    private final MergeTarget target;
    private final Set<String> datasetsMoved = new HashSet<>();

    RunMerge(StoreReader source, TargetReaders before, MergeTarget target) {
        this.source = source;
        this.inOrder = before.inOrder();
        this.before = before.byId();
        this.target = target;
    }

    void onlyOurs(Run run) {
        Optional<Run> elsewhere = before.run(run.runId());
        if (elsewhere.isPresent()) {
            joinElsewhere(elsewhere.get(), run);
            return;
        }
        target.updater().write(run);
        target.witness().passed(null, run, run);
        try (Stream<Metric> history = source.metrics(run)) {
            Stream<Metric> seen = history.peek(point -> target.witness().passed(null, point, point));
            target.outcomes().added(EntityKind.METRIC, target.updater().write(run, seen.iterator()));
        }
        target.outcomes().added(EntityKind.RUN, 1);
        target.added(EntityKind.PARAM, run.params());
        target.added(EntityKind.TAG, run.tags());
        target.addedInputs(run.datasetInputs());
        target.added(EntityKind.MODEL_INPUT, run.modelInputs());
        target.added(EntityKind.MODEL_OUTPUT, run.modelOutputs());
        target.added(EntityKind.LATEST_METRIC, run.latestMetrics());
        target.passed();
    }

    /** The target has it in another experiment, where it stays. */
    private void joinElsewhere(Run theirs, Run ours) {
        target.outcomes().accept(new MergeOutcome.Joined(RunJoin.key(theirs), RunJoin.key(ours), ours.runId()));
        moveDatasets(theirs, ours);
        Run joined = RunJoin.join(theirs, ours, target.joining());
        target.witness().joinedElsewhere(theirs, Moved.to(theirs.experimentId(), ours), joined);
        bringForward(theirs, before.metrics(theirs), ours, joined);
    }

    void both(Run theirs, Run ours) {
        Run joined = RunJoin.join(theirs, ours, target.joining());
        target.witness().passed(theirs, ours, joined);
        bringForward(theirs, inOrder.metrics(theirs), ours, joined);
    }

    private void bringForward(Run theirs, Stream<Metric> there, Run ours, Run joined) {
        try (there;
                Stream<Metric> here = source.metrics(ours)) {
            Iterator<Metric> missing =
                    new Additions<>(there.iterator(), here.iterator(), Comparator.naturalOrder(), this::passed);
            target.outcomes().broughtForward(EntityKind.METRIC, target.updater().add(theirs, missing));
        }
        if (!joined.equals(theirs)) {
            target.updater().change(theirs, joined);
        }
        target.passed();
    }

    private void passed(@Nullable Metric theirs, @Nullable Metric ours) {
        target.witness().passed(theirs, ours, Objects.requireNonNull(theirs == null ? ours : theirs));
    }

    void onlyTheirs(Run run) {
        target.witness().passed(run, null, run);
        try (Stream<Metric> history = inOrder.metrics(run)) {
            history.forEachOrdered(point -> target.witness().passed(point, null, point));
        }
        target.tellIrregularities();
    }

    /** The datasets that the run newly reads are needed where it is. */
    private void moveDatasets(Run theirs, Run ours) {
        Set<String> wanted = ours.datasetInputs().stream()
                .filter(DatasetInput::datasetPresent)
                .map(DatasetInput::datasetId)
                .collect(Collectors.toCollection(HashSet::new));
        theirs.datasetInputs().stream()
                .filter(DatasetInput::datasetPresent)
                .forEach(input -> wanted.remove(input.datasetId()));
        if (wanted.isEmpty()) {
            return;
        }
        try (Stream<Dataset> there = before.datasets(owner(theirs.experimentId()))) {
            there.forEachOrdered(dataset -> wanted.remove(dataset.datasetId()));
        }
        try (Stream<Dataset> here = source.datasets(owner(ours.experimentId()))) {
            here.filter(dataset -> wanted.contains(dataset.datasetId())
                            && datasetsMoved.add(theirs.experimentId() + "/" + dataset.datasetId()))
                    .forEachOrdered(dataset -> target.write(Moved.to(theirs.experimentId(), dataset)));
        }
    }

    private static Experiment owner(ExperimentId id) {
        return new Experiment(id, "", null, null, null, null, List.of());
    }
}
