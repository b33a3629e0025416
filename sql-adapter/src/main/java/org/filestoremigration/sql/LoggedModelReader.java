package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.LOGGED_MODELS;
import static org.filestoremigration.sql.jooq.Tables.LOGGED_MODEL_METRICS;
import static org.filestoremigration.sql.jooq.Tables.LOGGED_MODEL_PARAMS;
import static org.filestoremigration.sql.jooq.Tables.LOGGED_MODEL_TAGS;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.store.Share;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sql.jooq.tables.records.LoggedModelMetricsRecord;
import org.filestoremigration.sql.jooq.tables.records.LoggedModelParamsRecord;
import org.filestoremigration.sql.jooq.tables.records.LoggedModelTagsRecord;
import org.filestoremigration.sql.jooq.tables.records.LoggedModelsRecord;
import org.jooq.impl.DSL;

/** Logged models and what hangs on them, which repeats their experiment in each row. */
final class LoggedModelReader {

    private final Database database;
    private final LoggedModelMapper mapper = LoggedModelMapper.INSTANCE;
    private final RowQuery<LoggedModelsRecord> models;
    private final RowQuery<LoggedModelsRecord> byId;
    private final RowQuery<LoggedModelParamsRecord> params;
    private final RowQuery<LoggedModelTagsRecord> tags;
    private final RowQuery<LoggedModelMetricsRecord> metrics;
    private final OwnersAhead ahead;
    private final Share share;

    /** @param experiments whose models are asked for one after the other */
    LoggedModelReader(Database database, Share share, OwnersAhead experiments) {
        this.database = database;
        this.share = share;
        this.ahead = new OwnersAhead(database);
        this.models = RowQuery.inOrder(
                database,
                LoggedModelsRecord::new,
                (owner, row) -> owner.child(EntityKind.LOGGED_MODEL, row.getModelId()),
                experiments,
                List.of(LOGGED_MODELS.EXPERIMENT_ID),
                LOGGED_MODELS.MODEL_ID);
        this.byId = RowQuery.of(
                        database,
                        LoggedModelsRecord::new,
                        (owner, row) -> owner,
                        Database.isGiven(LOGGED_MODELS.MODEL_ID))
                .silent();
        this.params = RowQuery.of(
                database,
                LoggedModelParamsRecord::new,
                LoggedModelReader::key,
                ahead,
                LOGGED_MODEL_PARAMS.MODEL_ID,
                DSL.noCondition(),
                LOGGED_MODEL_PARAMS.PARAM_KEY);
        this.tags = RowQuery.of(
                database,
                LoggedModelTagsRecord::new,
                LoggedModelReader::key,
                ahead,
                LOGGED_MODEL_TAGS.MODEL_ID,
                DSL.noCondition(),
                LOGGED_MODEL_TAGS.TAG_KEY);
        this.metrics = RowQuery.of(
                database,
                LoggedModelMetricsRecord::new,
                LoggedModelReader::key,
                ahead,
                LOGGED_MODEL_METRICS.MODEL_ID,
                DSL.noCondition(),
                LOGGED_MODEL_METRICS.METRIC_NAME,
                LOGGED_MODEL_METRICS.METRIC_TIMESTAMP_MS,
                LOGGED_MODEL_METRICS.METRIC_STEP,
                LOGGED_MODEL_METRICS.RUN_ID);
    }

    private static EntityKey key(EntityKey model, LoggedModelParamsRecord row) {
        return model.child(EntityKind.LOGGED_MODEL_PARAM, row.getParamKey());
    }

    private static EntityKey key(EntityKey model, LoggedModelTagsRecord row) {
        return model.child(EntityKind.LOGGED_MODEL_TAG, row.getTagKey());
    }

    private static EntityKey key(EntityKey model, LoggedModelMetricsRecord row) {
        return model.child(
                EntityKind.LOGGED_MODEL_METRIC,
                row.getMetricName(),
                row.getMetricTimestampMs(),
                row.getMetricStep(),
                row.getRunId());
    }

    Stream<LoggedModel> models(ExperimentId experiment) {
        EntityKey owner = EntityKey.of(EntityKind.EXPERIMENT, experiment);
        return ahead.of(share.of(models.stream(owner, experiment.value())), LoggedModelsRecord::getModelId)
                .map(row -> model(owner.child(EntityKind.LOGGED_MODEL, row.getModelId()), row));
    }

    Optional<LoggedModel> model(String modelId) {
        EntityKey anywhere = EntityKey.of(EntityKind.LOGGED_MODEL, modelId);
        return byId.list(anywhere, modelId).stream()
                .map(row -> model(
                        EntityKey.of(EntityKind.EXPERIMENT, row.getExperimentId())
                                .child(EntityKind.LOGGED_MODEL, modelId),
                        row))
                .findFirst();
    }

    private LoggedModel model(EntityKey key, LoggedModelsRecord row) {
        Long experimentId = row.getExperimentId();
        List<Param> paramList = params.list(key, row.getModelId()).stream()
                .peek(param -> database.expect(key(key, param), "experiment_id", experimentId, param.getExperimentId()))
                .map(mapper::toParam)
                .toList();
        List<Tag> tagList = tags.list(key, row.getModelId()).stream()
                .peek(tag -> database.expect(key(key, tag), "experiment_id", experimentId, tag.getExperimentId()))
                .map(mapper::toTag)
                .toList();
        LoggedModel model = mapper.toLoggedModel(row, paramList, tagList);
        if (model.status().code() != row.getStatus()) {
            database.irregular(
                    key, "status", "an integer of 32 bits", row.getStatus().toString());
        }
        return model;
    }

    Stream<LoggedModelMetric> metrics(LoggedModel model) {
        EntityKey owner = EntityKey.of(EntityKind.LOGGED_MODEL, model.experimentId(), model.modelId());
        return metrics.stream(owner, model.modelId()).map(row -> {
            EntityKey key = key(owner, row);
            database.expect(key, "experiment_id", model.experimentId().value(), row.getExperimentId());
            database.expect(key, "dataset_uuid", null, row.getDatasetUuid());
            return mapper.toLoggedModelMetric(row);
        });
    }
}
