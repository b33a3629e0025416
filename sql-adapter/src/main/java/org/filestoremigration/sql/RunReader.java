package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.INPUTS;
import static org.filestoremigration.sql.jooq.Tables.LATEST_METRICS;
import static org.filestoremigration.sql.jooq.Tables.PARAMS;
import static org.filestoremigration.sql.jooq.Tables.RUNS;
import static org.filestoremigration.sql.jooq.Tables.TAGS;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.store.Share;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.ModelInput;
import org.filestoremigration.domain.tracking.ModelOutput;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sql.jooq.tables.records.InputsRecord;
import org.filestoremigration.sql.jooq.tables.records.LatestMetricsRecord;
import org.filestoremigration.sql.jooq.tables.records.ParamsRecord;
import org.filestoremigration.sql.jooq.tables.records.RunsRecord;
import org.filestoremigration.sql.jooq.tables.records.TagsRecord;
import org.jooq.impl.DSL;

/** Runs and what hangs on them, but for the metric points. */
final class RunReader {

    private final Database database;
    private final RunMapper mapper = RunMapper.INSTANCE;
    private final TagMapper tagMapper = TagMapper.INSTANCE;
    private final InputMapper inputMapper = InputMapper.INSTANCE;
    private final RowQuery<RunsRecord> runs;
    private final RowQuery<RunsRecord> byId;
    private final RowQuery<ParamsRecord> params;
    private final RowQuery<TagsRecord> tags;
    private final RowQuery<LatestMetricsRecord> latest;
    private final RowQuery<InputsRecord> models;
    private final DatasetInputReader datasetInputs;
    private final OwnersAhead ahead;
    private final Share share;

    /** @param experiments whose runs are asked for one after the other */
    RunReader(Database database, Share share, OwnersAhead experiments) {
        this.database = database;
        this.share = share;
        this.ahead = new OwnersAhead(database);
        this.runs = RowQuery.inOrder(
                database,
                RunsRecord::new,
                (owner, row) -> key(owner, row.getRunUuid()),
                experiments,
                List.of(RUNS.EXPERIMENT_ID),
                RUNS.RUN_UUID);
        this.byId = RowQuery.of(database, RunsRecord::new, (owner, row) -> owner, Database.isGiven(RUNS.RUN_UUID))
                .silent();
        this.params = RowQuery.of(
                database,
                ParamsRecord::new,
                (owner, row) -> owner.child(EntityKind.PARAM, row.getKey()),
                ahead,
                PARAMS.RUN_UUID,
                DSL.noCondition(),
                PARAMS.KEY);
        this.tags = RowQuery.of(
                database,
                TagsRecord::new,
                (owner, row) -> owner.child(EntityKind.TAG, row.getKey()),
                ahead,
                TAGS.RUN_UUID,
                DSL.noCondition(),
                TAGS.KEY);
        this.latest = RowQuery.of(
                database,
                LatestMetricsRecord::new,
                (owner, row) -> owner.child(EntityKind.LATEST_METRIC, row.getKey()),
                ahead,
                LATEST_METRICS.RUN_UUID,
                DSL.noCondition(),
                LATEST_METRICS.KEY);
        this.models = RowQuery.of(
                database,
                InputsRecord::new,
                (owner, row) -> owner.child(kind(row), row.getDestinationId()),
                ahead,
                INPUTS.SOURCE_ID,
                INPUTS.SOURCE_TYPE
                        .in(DSL.inline(InputEdge.RUN_INPUT), DSL.inline(InputEdge.RUN_OUTPUT))
                        .and(INPUTS.DESTINATION_TYPE.eq(
                                DSL.replace(INPUTS.SOURCE_TYPE, DSL.inline("RUN"), DSL.inline("MODEL")))),
                INPUTS.SOURCE_TYPE,
                INPUTS.DESTINATION_ID);
        this.datasetInputs = new DatasetInputReader(database, ahead);
    }

    private static EntityKey key(EntityKey experiment, String runId) {
        return experiment.child(EntityKind.RUN, runId);
    }

    private static EntityKind kind(InputsRecord row) {
        return row.getSourceType().equals(InputEdge.RUN_INPUT) ? EntityKind.MODEL_INPUT : EntityKind.MODEL_OUTPUT;
    }

    /** The runs that a stream of {@link #runs} delivers next. */
    OwnersAhead ahead() {
        return ahead;
    }

    Stream<Run> runs(ExperimentId experiment) {
        EntityKey owner = EntityKey.of(EntityKind.EXPERIMENT, experiment);
        return ahead.of(share.of(runs.stream(owner, experiment.value())), RunsRecord::getRunUuid)
                .map(row -> run(key(owner, row.getRunUuid()), experiment, row));
    }

    /** A run without an experiment belongs to none, and is in no stream either. */
    Optional<Run> run(String runId) {
        EntityKey anywhere = EntityKey.of(EntityKind.RUN, runId);
        for (RunsRecord row : byId.list(anywhere, runId)) {
            Long experiment = row.getExperimentId();
            if (experiment != null) {
                EntityKey key = key(EntityKey.of(EntityKind.EXPERIMENT, experiment), runId);
                return Optional.of(run(key, new ExperimentId(experiment), row));
            }
        }
        return Optional.empty();
    }

    private Run run(EntityKey key, ExperimentId experiment, RunsRecord row) {
        String runId = row.getRunUuid();
        List<Param> paramList =
                params.list(key, runId).stream().map(mapper::toParam).toList();
        List<Tag> tagList = tags.list(key, runId).stream().map(tagMapper::toTag).toList();
        List<ModelInput> inputs = new ArrayList<>();
        List<ModelOutput> outputs = new ArrayList<>();
        for (InputsRecord edge : models.list(key, runId)) {
            if (kind(edge) == EntityKind.MODEL_INPUT) {
                inputs.add(inputMapper.toModelInput(edge));
                if (edge.getStep() != null) {
                    database.expect(
                            key.child(EntityKind.MODEL_INPUT, edge.getDestinationId()), "step", 0L, edge.getStep());
                }
            } else {
                outputs.add(inputMapper.toModelOutput(edge));
            }
        }
        Collections.sort(inputs);
        Collections.sort(outputs);
        List<LatestMetric> latestMetrics =
                latest.list(key, runId).stream().map(mapper::toLatestMetric).toList();
        return mapper.toRun(
                row,
                paramList,
                tagList,
                datasetInputs.of(key, experiment.value(), runId),
                inputs,
                outputs,
                latestMetrics);
    }
}
