package org.filestoremigration.sqlite;

import static org.filestoremigration.sqlite.jooq.Tables.DATASETS;
import static org.filestoremigration.sqlite.jooq.Tables.EXPERIMENT_TAGS;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.filestoremigration.domain.store.EntityKey;
import org.filestoremigration.domain.store.EntityKind;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sqlite.jooq.tables.records.DatasetsRecord;
import org.filestoremigration.sqlite.jooq.tables.records.ExperimentTagsRecord;
import org.filestoremigration.sqlite.jooq.tables.records.ExperimentsRecord;

/** Experiments and their datasets. */
final class ExperimentReader {

    private static final EntityKey STORE = new EntityKey(EntityKind.OTHER, List.of());

    private final Database database;
    private final ExperimentMapper mapper = ExperimentMapper.INSTANCE;
    private final RowQuery<ExperimentsRecord> experiments;
    private final RowQuery<ExperimentTagsRecord> tags;
    private final RowQuery<DatasetsRecord> dataset;

    ExperimentReader(Database database) {
        this.database = database;
        this.experiments = RowQuery.of(
                database, ExperimentsRecord::new, (owner, row) -> key(row.getExperimentId()), "", "experiment_id");
        this.tags = RowQuery.inOrder(
                database,
                ExperimentTagsRecord::new,
                (owner, row) -> owner.child(EntityKind.EXPERIMENT_TAG, row.getKey()),
                List.of(EXPERIMENT_TAGS.EXPERIMENT_ID),
                EXPERIMENT_TAGS.KEY);
        this.dataset = RowQuery.of(
                database,
                DatasetsRecord::new,
                (owner, row) -> owner.child(EntityKind.DATASET, datasetId(row)),
                "rowid = ?",
                "");
    }

    private static EntityKey key(Long experimentId) {
        return EntityKey.of(EntityKind.EXPERIMENT, experimentId);
    }

    private static String datasetId(DatasetsRecord row) {
        return Dataset.idOf(row.getName(), row.getDigest());
    }

    Stream<Experiment> experiments() {
        return experiments.stream(STORE).map(this::experiment);
    }

    private Experiment experiment(ExperimentsRecord row) {
        EntityKey key = key(row.getExperimentId());
        Workspace.check(database, key, row.getTable(), row.getWorkspace());
        List<Tag> tagList = tags.list(key, row.getExperimentId()).stream()
                .map(mapper::toTag)
                .toList();
        return mapper.toExperiment(row, tagList);
    }

    /** SQL knows no order by {@link Dataset#datasetId()}: the ids are sorted here, the rows are read one by one. */
    Stream<Dataset> datasets(ExperimentId experiment) {
        EntityKey owner = key(experiment.value());
        TreeMap<String, Long> rowIds = new TreeMap<>(Comparator.naturalOrder());
        for (List<String> row : database.rows("SELECT rowid, ifnull(name, ''), ifnull(digest, '') FROM "
                + DATASETS.getName() + " WHERE experiment_id = " + experiment + " ORDER BY name, digest")) {
            String datasetId = Dataset.idOf(row.get(1), row.get(2));
            if (rowIds.putIfAbsent(datasetId, Long.valueOf(row.get(0))) != null) {
                database.irregular(
                        owner.child(EntityKind.DATASET, datasetId),
                        "row",
                        "one dataset with this id",
                        "another one: " + row.get(1) + " " + row.get(2));
            }
        }
        return rowIds.values().stream()
                .map(rowId -> mapper.toDataset(dataset.list(owner, rowId).get(0)));
    }
}
