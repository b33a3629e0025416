package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.tables.Datasets.DATASETS;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.filestoremigration.domain.migration.LinkageId;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** The generated ids of the datasets of one experiment after the other, by {@link Dataset#datasetId()}. */
final class DatasetUuids {

    private final SqlStoreUpdater database;
    private final SQLDialect dialect;
    private final Map<String, String> uuids = new HashMap<>();
    private long experiment = -1;

    DatasetUuids(SqlStoreUpdater database, SQLDialect dialect) {
        this.database = database;
        this.dialect = dialect;
    }

    Map<String, String> of(ExperimentId id) {
        if (experiment != id.value()) {
            uuids.clear();
            experiment = id.value();
            try (ResultSet rows =
                    database.statement(select(), List.of(experiment)).executeQuery()) {
                while (rows.next()) {
                    uuids.put(
                            Dataset.idOf(
                                    Objects.requireNonNull(rows.getString(1)),
                                    Objects.requireNonNull(rows.getString(2))),
                            rows.getString(3));
                }
            } catch (SQLException e) {
                throw database.failure(e);
            }
        }
        return uuids;
    }

    /** Rendered where a dataset is written: many a store has none, and jOOQ's first select takes its time. */
    private String select() {
        return DSL.using(dialect)
                .render(DSL.select(DATASETS.NAME, DATASETS.DIGEST, DATASETS.DATASET_UUID)
                        .from(DATASETS)
                        .where(Database.isGiven(DATASETS.EXPERIMENT_ID)));
    }

    /** A dataset that may still wait for its insert. */
    void wrote(Dataset dataset) {
        of(dataset.experimentId())
                .put(dataset.datasetId(), LinkageId.dataset(dataset.experimentId(), dataset.datasetId()));
    }
}
