package org.filestoremigration.sqlite;

import static org.filestoremigration.sql.jooq.tables.Metrics.METRICS;

import org.filestoremigration.sql.Database;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The queries for metric points, which take a run's id. */
final class MetricQueries {

    private static final DSLContext SQLITE = DSL.using(SQLDialect.SQLITE);

    /** Null where the row is not as MLflow writes a number: a NaN, or a value in another storage class. */
    private static final Field<Double> NUMBER = DSL.when(
            isStored(METRICS.VALUE)
                    .and(METRICS.IS_NAN.coerce(SQLDataType.BIGINT).eq(DSL.inline(0L)))
                    .and(isStored(METRICS.IS_NAN))
                    .and(isStored(METRICS.STEP))
                    .and(isStored(METRICS.TIMESTAMP))
                    .and(isStored(METRICS.KEY))
                    .and(isStored(METRICS.RUN_UUID)),
            METRICS.VALUE);

    static final String POINTS = SQLITE.render(points().orderBy(METRICS.KEY, METRICS.STEP));

    /** The same points in full order, behind a number of them that is the second parameter. */
    static final String SORTED =
            SQLITE.render(points().orderBy(METRICS.KEY, METRICS.STEP, METRICS.TIMESTAMP, METRICS.VALUE, METRICS.IS_NAN)
                    .offset(DSL.param("offset", Long.class)));

    /** How many rows a key has: so the key need not be read with each. */
    static final String KEYS = SQLITE.render(DSL.select(METRICS.KEY, DSL.count())
            .from(METRICS)
            .where(Database.isGiven(METRICS.RUN_UUID))
            .groupBy(METRICS.KEY)
            .orderBy(METRICS.KEY));

    private static Condition isStored(Field<?> column) {
        return StorageClass.of(column).isFound(column);
    }

    private static SelectConditionStep<?> points() {
        return DSL.select(
                        METRICS.STEP,
                        METRICS.TIMESTAMP,
                        NUMBER,
                        METRICS.KEY,
                        METRICS.VALUE,
                        METRICS.IS_NAN,
                        METRICS.RUN_UUID)
                .from(METRICS)
                .where(Database.isGiven(METRICS.RUN_UUID));
    }

    private MetricQueries() {}
}
