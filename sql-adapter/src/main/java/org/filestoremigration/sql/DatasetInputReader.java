package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.DATASETS;
import static org.filestoremigration.sql.jooq.Tables.INPUTS;
import static org.filestoremigration.sql.jooq.Tables.INPUT_TAGS;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.domain.tracking.TextOrder;
import org.filestoremigration.sql.jooq.tables.records.DatasetsRecord;
import org.filestoremigration.sql.jooq.tables.records.InputTagsRecord;
import org.filestoremigration.sql.jooq.tables.records.InputsRecord;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The datasets that runs read: edges in {@code inputs}, which name a dataset by its generated id. */
final class DatasetInputReader {

    private final Database database;
    private final InputMapper mapper = InputMapper.INSTANCE;
    private final OwnersAhead runs;
    private final HeldRows<InputsRecord> inputs;
    private final HeldRows<InputTagsRecord> tags;
    private final HeldRows<DatasetsRecord> datasets;

    /** @param runs whose inputs are asked for one after the other */
    DatasetInputReader(Database database, OwnersAhead runs) {
        this.database = database;
        this.runs = runs;
        this.inputs = new HeldRows<>(
                RowQuery.of(
                        database,
                        InputsRecord::new,
                        (owner, row) -> owner.child(EntityKind.DATASET_INPUT, row.getSourceId()),
                        runs,
                        INPUTS.DESTINATION_ID,
                        InputEdge.TO_RUN,
                        INPUTS.SOURCE_ID),
                InputsRecord::getDestinationId);
        this.tags = new HeldRows<>(
                RowQuery.of(
                        database,
                        InputTagsRecord::new,
                        (owner, row) -> owner.child(EntityKind.INPUT_TAG, row.getName()),
                        runs,
                        INPUT_TAGS.INPUT_UUID,
                        DSL.noCondition(),
                        INPUT_TAGS.NAME),
                InputTagsRecord::getInputUuid);
        // The storage classes of datasets are looked at where the datasets themselves are read.
        this.datasets = new HeldRows<>(
                RowQuery.of(
                                database,
                                DatasetsRecord::new,
                                (owner, row) -> owner,
                                runs,
                                DATASETS.DATASET_UUID,
                                DSL.noCondition(),
                                DATASETS.EXPERIMENT_ID,
                                DATASETS.NAME,
                                DATASETS.DIGEST)
                        .silent(),
                DatasetsRecord::getDatasetUuid);
    }

    List<DatasetInput> of(EntityKey run, Long experimentId, String runId) {
        if (!inputs.holds(runId) && runs.has(runId)) {
            inputs.hold(runs.from(runId, OwnersAhead.COUNT));
            tags.hold(inputs.all().map(InputsRecord::getInputUuid).collect(Collectors.toSet()));
            datasets.hold(inputs.all().map(InputsRecord::getSourceId).collect(Collectors.toSet()));
        }
        TreeMap<String, DatasetInput> byDataset = new TreeMap<>(TextOrder::compare);
        for (InputsRecord row : inputs.list(run, runId)) {
            DatasetsRecord dataset = dataset(experimentId, row.getSourceId());
            String datasetId =
                    dataset == null ? row.getSourceId() : Dataset.idOf(dataset.getName(), dataset.getDigest());
            EntityKey key = run.child(EntityKind.DATASET_INPUT, datasetId);
            if (dataset != null) {
                database.expect(key, "source_id", inExperiment(experimentId), inExperiment(dataset.getExperimentId()));
            }
            if (row.getStep() != null) {
                database.expect(key, "step", 0L, row.getStep());
            }
            List<Tag> tagList = tags.list(key, row.getInputUuid()).stream()
                    .map(mapper::toTag)
                    .toList();
            if (byDataset.putIfAbsent(datasetId, new DatasetInput(datasetId, dataset != null, tagList)) != null) {
                database.irregular(key, "row", "one input of this dataset", "another one: " + row.getInputUuid());
            }
        }
        return new ArrayList<>(byDataset.values());
    }

    private static String inExperiment(Long experimentId) {
        return "a dataset of experiment " + experimentId;
    }

    /** MLflow joins by the id alone; should several datasets have it, the run's experiment decides. */
    private @Nullable DatasetsRecord dataset(Long experimentId, String datasetUuid) {
        DatasetsRecord found = null;
        for (DatasetsRecord row : datasets.list(EntityKey.of(EntityKind.DATASET, datasetUuid), datasetUuid)) {
            if (found == null || row.getExperimentId().equals(experimentId)) {
                found = row;
            }
        }
        return found;
    }
}
