package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.DATASETS;
import static org.filestoremigration.sql.jooq.Tables.EXPERIMENTS;
import static org.filestoremigration.sql.jooq.Tables.EXPERIMENT_TAGS;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.sql.jooq.tables.records.DatasetsRecord;
import org.filestoremigration.sql.jooq.tables.records.ExperimentTagsRecord;
import org.filestoremigration.sql.jooq.tables.records.ExperimentsRecord;
import org.jooq.impl.DSL;

/** Experiments and their datasets. */
final class ExperimentReader {

    private static final EntityKey STORE = new EntityKey(EntityKind.OTHER, List.of());

    /** Their schemas and profiles may be long texts. */
    private static final int DATASETS_AT_ONCE = 16;

    private final Database database;
    private final ExperimentMapper mapper = ExperimentMapper.INSTANCE;
    private final RowQuery<ExperimentsRecord> experiments;
    private final RowQuery<ExperimentTagsRecord> tags;
    private final RowSelect ids;
    private final RowQuery<DatasetsRecord> dataset;
    private final OwnersAhead ahead;

    ExperimentReader(Database database) {
        this.database = database;
        this.ahead = new OwnersAhead(database);
        this.experiments = RowQuery.of(
                database,
                ExperimentsRecord::new,
                (owner, row) -> key(row.getExperimentId()),
                DSL.noCondition(),
                EXPERIMENTS.EXPERIMENT_ID);
        this.tags = RowQuery.inOrder(
                database,
                ExperimentTagsRecord::new,
                (owner, row) -> owner.child(EntityKind.EXPERIMENT_TAG, row.getKey()),
                ahead,
                List.of(EXPERIMENT_TAGS.EXPERIMENT_ID),
                EXPERIMENT_TAGS.KEY);
        this.ids = database.select(
                List.of(DATASETS.NAME, DATASETS.DIGEST, DATASETS.rowid()),
                DATASETS,
                Database.isGiven(DATASETS.EXPERIMENT_ID),
                List.of(DATASETS.NAME, DATASETS.DIGEST));
        this.dataset = RowQuery.of(
                database,
                DatasetsRecord::new,
                (owner, row) -> owner.child(EntityKind.DATASET, datasetId(row)),
                ahead,
                DATASETS.rowid(),
                DSL.noCondition());
    }

    private static EntityKey key(Long experimentId) {
        return EntityKey.of(EntityKind.EXPERIMENT, experimentId);
    }

    private static String datasetId(DatasetsRecord row) {
        return Dataset.idOf(row.getName(), row.getDigest());
    }

    /** The experiments that a stream of {@link #experiments} delivers next. */
    OwnersAhead ahead() {
        return ahead;
    }

    Stream<Experiment> experiments() {
        return ahead.of(experiments.stream(STORE), row -> row.getExperimentId().toString())
                .map(this::experiment);
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
        TreeMap<String, Object> rowIds = new TreeMap<>(Comparator.naturalOrder());
        try (Cursor rows = new Cursor(database, ids.sql(), experiment.value())) {
            for (ResultSet row = rows.next(); row != null; row = rows.next()) {
                String name = Objects.requireNonNullElse(row.getString(1), "");
                String digest = Objects.requireNonNullElse(row.getString(2), "");
                String datasetId = Dataset.idOf(name, digest);
                if (rowIds.putIfAbsent(datasetId, row.getObject(3)) != null) {
                    database.irregular(
                            owner.child(EntityKind.DATASET, datasetId),
                            "row",
                            "one dataset with this id",
                            "another one: " + name + " " + digest);
                }
            }
        } catch (SQLException e) {
            throw database.failure(e);
        }
        if (database.asksForSeveral()) {
            List<Object> all = List.copyOf(rowIds.values());
            return IntStream.iterate(0, i -> i < all.size(), i -> i + DATASETS_AT_ONCE)
                    .boxed()
                    .flatMap(i -> datasets(all.subList(i, Math.min(all.size(), i + DATASETS_AT_ONCE))));
        }
        return rowIds.values().stream()
                .map(rowId -> mapper.toDataset(dataset.list(owner, rowId).get(0)));
    }

    private Stream<Dataset> datasets(List<Object> rowIds) {
        try (Stream<DatasetsRecord> rows =
                dataset.together(rowIds.stream().map(Object::toString).toList())) {
            return rows.map(mapper::toDataset).sorted(Comparator.comparing(Dataset::datasetId)).toList().stream();
        }
    }
}
