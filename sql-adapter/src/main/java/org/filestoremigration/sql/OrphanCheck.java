package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.ASSESSMENTS;
import static org.filestoremigration.sql.jooq.Tables.DATASETS;
import static org.filestoremigration.sql.jooq.Tables.EXPERIMENTS;
import static org.filestoremigration.sql.jooq.Tables.EXPERIMENT_TAGS;
import static org.filestoremigration.sql.jooq.Tables.LATEST_METRICS;
import static org.filestoremigration.sql.jooq.Tables.LOGGED_MODELS;
import static org.filestoremigration.sql.jooq.Tables.LOGGED_MODEL_METRICS;
import static org.filestoremigration.sql.jooq.Tables.LOGGED_MODEL_PARAMS;
import static org.filestoremigration.sql.jooq.Tables.LOGGED_MODEL_TAGS;
import static org.filestoremigration.sql.jooq.Tables.METRICS;
import static org.filestoremigration.sql.jooq.Tables.MODEL_VERSIONS;
import static org.filestoremigration.sql.jooq.Tables.MODEL_VERSION_TAGS;
import static org.filestoremigration.sql.jooq.Tables.PARAMS;
import static org.filestoremigration.sql.jooq.Tables.REGISTERED_MODELS;
import static org.filestoremigration.sql.jooq.Tables.REGISTERED_MODEL_ALIASES;
import static org.filestoremigration.sql.jooq.Tables.REGISTERED_MODEL_TAGS;
import static org.filestoremigration.sql.jooq.Tables.RUNS;
import static org.filestoremigration.sql.jooq.Tables.SPANS;
import static org.filestoremigration.sql.jooq.Tables.SPAN_METRICS;
import static org.filestoremigration.sql.jooq.Tables.TAGS;
import static org.filestoremigration.sql.jooq.Tables.TRACE_INFO;
import static org.filestoremigration.sql.jooq.Tables.TRACE_REQUEST_METADATA;
import static org.filestoremigration.sql.jooq.Tables.TRACE_TAGS;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Which rows no owner leads to, and so no reader delivers. What the database says about its foreign keys comes first,
 * because it is fast; where it does not vouch for them, the rows themselves are asked.
 *
 * <p>Foreign keys that lead elsewhere than to the owner are columns like others: their values are compared.
 */
final class OrphanCheck {

    /** The rows of a table that have no owner. */
    record Orphans(Table<?> table, Table<?> owners, Condition condition) {}

    private record Owned(Table<?> table, List<? extends TableField<?, ?>> key, List<? extends TableField<?, ?>> owner) {

        static Owned by(TableField<?, ?> owner, TableField<?, ?> key) {
            return new Owned(tableOf(key), List.of(key), List.of(owner));
        }

        Table<?> owners() {
            return tableOf(owner.get(0));
        }
    }

    private static Table<?> tableOf(TableField<?, ?> column) {
        return Objects.requireNonNull(column.getTable());
    }

    /** In the order of the tables' names. */
    private static final List<Owned> OWNED = List.of(
            Owned.by(TRACE_INFO.REQUEST_ID, ASSESSMENTS.TRACE_ID),
            Owned.by(EXPERIMENTS.EXPERIMENT_ID, DATASETS.EXPERIMENT_ID),
            Owned.by(EXPERIMENTS.EXPERIMENT_ID, EXPERIMENT_TAGS.EXPERIMENT_ID),
            Owned.by(RUNS.RUN_UUID, LATEST_METRICS.RUN_UUID),
            Owned.by(LOGGED_MODELS.MODEL_ID, LOGGED_MODEL_METRICS.MODEL_ID),
            Owned.by(LOGGED_MODELS.MODEL_ID, LOGGED_MODEL_PARAMS.MODEL_ID),
            Owned.by(LOGGED_MODELS.MODEL_ID, LOGGED_MODEL_TAGS.MODEL_ID),
            Owned.by(EXPERIMENTS.EXPERIMENT_ID, LOGGED_MODELS.EXPERIMENT_ID),
            Owned.by(RUNS.RUN_UUID, METRICS.RUN_UUID),
            new Owned(
                    MODEL_VERSION_TAGS,
                    List.of(MODEL_VERSION_TAGS.NAME, MODEL_VERSION_TAGS.VERSION),
                    List.of(MODEL_VERSIONS.NAME, MODEL_VERSIONS.VERSION)),
            Owned.by(REGISTERED_MODELS.NAME, MODEL_VERSIONS.NAME),
            Owned.by(RUNS.RUN_UUID, PARAMS.RUN_UUID),
            Owned.by(REGISTERED_MODELS.NAME, REGISTERED_MODEL_ALIASES.NAME),
            Owned.by(REGISTERED_MODELS.NAME, REGISTERED_MODEL_TAGS.NAME),
            Owned.by(EXPERIMENTS.EXPERIMENT_ID, RUNS.EXPERIMENT_ID),
            new Owned(
                    SPAN_METRICS,
                    List.of(SPAN_METRICS.TRACE_ID, SPAN_METRICS.SPAN_ID),
                    List.of(SPANS.TRACE_ID, SPANS.SPAN_ID)),
            Owned.by(TRACE_INFO.REQUEST_ID, SPANS.TRACE_ID),
            Owned.by(RUNS.RUN_UUID, TAGS.RUN_UUID),
            Owned.by(EXPERIMENTS.EXPERIMENT_ID, TRACE_INFO.EXPERIMENT_ID),
            Owned.by(TRACE_INFO.REQUEST_ID, TRACE_REQUEST_METADATA.REQUEST_ID),
            Owned.by(TRACE_INFO.REQUEST_ID, TRACE_TAGS.REQUEST_ID));

    private final Database database;
    private final MlflowSchema schema;

    OrphanCheck(Database database, MlflowSchema schema) {
        this.database = database;
        this.schema = schema;
    }

    /** Tables in which all rows have an owner are absent. */
    List<Orphans> orphans() {
        return OWNED.stream()
                .filter(owned -> database.existingColumns().has(owned.table()))
                // Where no row belongs there, the whole table is complained of.
                .filter(owned -> schema.hasSpanMetrics() || !owned.table().equals(SPAN_METRICS))
                .filter(owned -> !database.vouchesForOwners(owned.table(), owned.owners(), owned.key()))
                .map(owned -> new Orphans(owned.table(), owned.owners(), condition(owned)))
                .toList();
    }

    /** A key in another type than text is read as text, and leads to what has that text. */
    private Condition condition(Owned owned) {
        Condition none = notIn(owned, column -> column);
        return database.hasLooseTypes() ? none.and(notIn(owned, column -> DSL.cast(column, SQLDataType.CLOB))) : none;
    }

    private static Condition notIn(Owned owned, UnaryOperator<Field<?>> asCompared) {
        Table<?> owners = owned.owners().as("o");
        Condition same = DSL.noCondition();
        for (int i = 0; i < owned.key().size(); i++) {
            Field<?> owner = Objects.requireNonNull(owners.field(owned.owner().get(i)));
            same = same.and(equal(asCompared.apply(owner), owned.key().get(i)));
        }
        return DSL.notExists(DSL.selectOne().from(owners).where(same));
    }

    private static <T> Condition equal(Field<T> owner, Field<?> key) {
        return owner.eq(key.coerce(owner.getDataType()));
    }
}
