package org.filestoremigration.domain.merge;

import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.ModelOutput;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * Two runs of one id, but for their histories. A run that goes on in the target has ended, or got further, in the source,
 * if that says so.
 */
final class RunJoin {

    private final EntityKey key;
    private final Joining joining;

    private RunJoin(EntityKey key, Joining joining) {
        this.key = key;
        this.joining = joining;
    }

    static EntityKey key(Run run) {
        return EntityKey.of(EntityKind.EXPERIMENT, run.experimentId()).child(EntityKind.RUN, run.runId());
    }

    static Run join(Run target, Run source, Joining joining) {
        return new RunJoin(key(target), joining).join(target, source);
    }

    private Run join(Run target, Run source) {
        FieldJoin fields = joining.of(key);
        ListJoin lists = new ListJoin(key, joining);
        boolean goesOn = goesOn(target.status());
        Lifecycle lifecycle = Lifecycle.join(
                new Lifecycle(target.lifecycleStage(), target.deletedTime()),
                new Lifecycle(source.lifecycleStage(), source.deletedTime()),
                fields);
        return new Run(
                target.runId(),
                target.experimentId(),
                fields.join("name", target.name(), source.name()),
                fields.join("source_type", target.sourceType(), source.sourceType()),
                fields.join("source_name", target.sourceName(), source.sourceName()),
                fields.join("entry_point_name", target.entryPointName(), source.entryPointName()),
                fields.join("source_version", target.sourceVersion(), source.sourceVersion()),
                fields.join("user_id", target.userId(), source.userId()),
                goesOn
                        ? fields.take("status", target.status(), source.status())
                        : fields.join("status", target.status(), source.status()),
                fields.join("start_time", target.startTime(), source.startTime()),
                goesOn
                        ? fields.take("end_time", target.endTime(), source.endTime())
                        : fields.join("end_time", target.endTime(), source.endTime()),
                lifecycle.deletedTime(),
                lifecycle.stage(),
                fields.join("artifact_uri", target.artifactUri(), source.artifactUri()),
                lists.params(EntityKind.PARAM, "value", target.params(), source.params()),
                lists.tags(EntityKind.TAG, "value", target.tags(), source.tags()),
                datasetInputs(target.datasetInputs(), source.datasetInputs()),
                lists.join(
                        target.modelInputs(),
                        source.modelInputs(),
                        input -> key.child(EntityKind.MODEL_INPUT, input.modelId()),
                        input -> Optional.empty(),
                        (theirs, ours) -> theirs),
                modelOutputs(target.modelOutputs(), source.modelOutputs()),
                LatestJoin.join(key, target.latestMetrics(), source.latestMetrics(), joining));
    }

    private static boolean goesOn(@Nullable RunStatus status) {
        return status == null || status.equals(RunStatus.RUNNING) || status.equals(RunStatus.SCHEDULED);
    }

    private List<DatasetInput> datasetInputs(List<DatasetInput> target, List<DatasetInput> source) {
        return new ListJoin(key, joining)
                .join(
                        target,
                        source,
                        input -> key.child(EntityKind.DATASET_INPUT, input.datasetId()),
                        input -> Optional.empty(),
                        this::both);
    }

    /** A dataset that one of the stores has is there in both from now on. */
    private DatasetInput both(DatasetInput target, DatasetInput source) {
        EntityKey input = key.child(EntityKind.DATASET_INPUT, target.datasetId());
        boolean present = source.datasetPresent()
                ? joining.of(input).takeBoth("dataset_present", target.datasetPresent(), true)
                : joining.of(input).keepBoth("dataset_present", target.datasetPresent(), false);
        return new DatasetInput(
                target.datasetId(),
                present,
                new ListJoin(input, joining).tags(EntityKind.INPUT_TAG, "value", target.tags(), source.tags()));
    }

    private List<ModelOutput> modelOutputs(List<ModelOutput> target, List<ModelOutput> source) {
        return new ListJoin(key, joining)
                .join(
                        target,
                        source,
                        output -> key.child(EntityKind.MODEL_OUTPUT, output.modelId()),
                        output -> Optional.of(Long.toString(output.step())),
                        (theirs, ours) -> new ModelOutput(
                                theirs.modelId(),
                                joining.of(key.child(EntityKind.MODEL_OUTPUT, theirs.modelId()))
                                        .joinBoth("step", theirs.step(), ours.step())));
    }
}
