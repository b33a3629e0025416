package org.filestoremigration.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one table that belong to one owner, in order, and reports values in another storage class than
 * MLflow's driver writes.
 *
 * <p>jOOQ renders the SQL, once; JDBC runs it: for thousands of small queries jOOQ's own execution would cost more than
 * the rows. Columns that the database's revision lacks are null, tables that it lacks are empty.
 *
 * @param <R> the row
 */
final class RowQuery<R extends TableRecord<R>> {

    private final Database database;
    private final RowShape<R> shape;
    private final BiFunction<EntityKey, R, EntityKey> keyOf;
    private final Supplier<RowSelect> rendered;
    private @Nullable RowSelect select;
    private boolean silent;
    private int fetchSize;
    private @Nullable Supplier<GroupedRows> grouping;
    private @Nullable GroupedRows grouped;

    private RowQuery(
            Database database,
            RowShape<R> shape,
            BiFunction<EntityKey, R, EntityKey> keyOf,
            Supplier<RowSelect> rendered) {
        this.database = database;
        this.shape = shape;
        this.keyOf = keyOf;
        this.rendered = rendered;
    }

    /**
     * A query that an index of the table answers.
     *
     * @param keyOf the entity of a row, given its owner
     * @param condition whose parameters are the values to bind, see {@link Database#isGiven}
     * @param order the columns to order by
     */
    static <R extends TableRecord<R>> RowQuery<R> of(
            Database database,
            Supplier<R> newRow,
            BiFunction<EntityKey, R, EntityKey> keyOf,
            Condition condition,
            Field<?>... order) {
        RowShape<R> shape = RowShape.of(database, newRow);
        return new RowQuery<>(
                database,
                shape,
                keyOf,
                () -> database.select(shape.select(), shape.table(), condition, List.of(order)));
    }

    /**
     * A query that an index of the table answers, of owners that come one after the other.
     *
     * @param owner the column that names the owner, whose value is to be bound
     * @param condition without parameters
     */
    static <R extends TableRecord<R>> RowQuery<R> of(
            Database database,
            Supplier<R> newRow,
            BiFunction<EntityKey, R, EntityKey> keyOf,
            OwnersAhead ahead,
            Field<?> owner,
            Condition condition,
            Field<?>... order) {
        return of(database, newRow, keyOf, condition.and(Database.isGiven(owner)), order)
                .grouped(ahead, List.of(owner), condition, order);
    }

    /**
     * A query that no index of the table answers.
     *
     * @param ahead of the last column of the owner
     * @param owner the columns of the owner, whose values are to be bound
     * @param then the column to order an owner's rows by
     */
    static <R extends TableRecord<R>> RowQuery<R> inOrder(
            Database database,
            Supplier<R> newRow,
            BiFunction<EntityKey, R, EntityKey> keyOf,
            OwnersAhead ahead,
            List<TableField<R, ?>> owner,
            TableField<R, ?> then) {
        return inOrder(database, newRow, keyOf, ahead, owner, then, DSL.noCondition());
    }

    /** The same of some rows only. */
    static <R extends TableRecord<R>> RowQuery<R> inOrder(
            Database database,
            Supplier<R> newRow,
            BiFunction<EntityKey, R, EntityKey> keyOf,
            OwnersAhead ahead,
            List<TableField<R, ?>> owner,
            TableField<R, ?> then,
            Condition condition) {
        RowShape<R> shape = RowShape.of(database, newRow);
        return new RowQuery<>(
                        database,
                        shape,
                        keyOf,
                        () -> database.selectUnindexed(shape.select(), shape.table(), owner, then, condition))
                .grouped(ahead, owner, condition, then);
    }

    /** Reads for several owners at a time where the database is better asked so. */
    private RowQuery<R> grouped(
            OwnersAhead ahead, List<? extends Field<?>> owner, Condition condition, Field<?>... order) {
        Field<?> last = owner.get(owner.size() - 1);
        Condition isAnyOf = database.isAnyOf(last);
        if (isAnyOf != null && shape.exists()) {
            Condition others = owner.subList(0, owner.size() - 1).stream()
                    .map(Database::isGiven)
                    .reduce(condition, Condition::and);
            List<Field<?>> all = new ArrayList<>(List.of(last));
            all.addAll(List.of(order));
            grouping = () -> new GroupedRows(
                    database,
                    database.select(shape.select(), shape.table(), others.and(isAnyOf), all)
                            .sql(),
                    shape.select().indexOf(last) + 1,
                    ahead,
                    fetchSize);
        }
        return this;
    }

    /** Leaves storage classes to another query that reads the same rows. */
    RowQuery<R> silent() {
        silent = true;
        return this;
    }

    /** Fetches so many rows at a time, because they may be big. */
    RowQuery<R> fetching(int rows) {
        fetchSize = rows;
        return this;
    }

    /** Whether the database has the table; without it there are no rows. */
    boolean hasTable() {
        return shape.exists();
    }

    /** All rows of a small owner. */
    List<R> list(EntityKey owner, Object... values) {
        List<R> rows = new ArrayList<>();
        try (Stream<R> stream = stream(owner, values)) {
            stream.forEachOrdered(rows::add);
        }
        return rows;
    }

    /** The rows, one after the other; must be closed. */
    Stream<R> stream(EntityKey owner, Object... values) {
        if (!shape.exists()) {
            return Stream.empty();
        }
        return records(owner, rows(values));
    }

    private Rows rows(Object... values) {
        GroupedRows together = group();
        if (together != null) {
            return together.of(values);
        }
        RowSelect sql = select();
        sql.beforehand().run();
        return new Cursor(fetchSize, database, sql.sql(), values);
    }

    /** The rows of several owners, without what else is known of them. */
    Stream<R> together(List<String> owners) {
        return shape.exists()
                ? records(
                        EntityKey.of(EntityKind.OTHER, shape.table().getName()),
                        Objects.requireNonNull(group()).cursor(List.of(), owners))
                : Stream.empty();
    }

    private Stream<R> records(EntityKey owner, Rows rows) {
        Records<R> records = new Records<>(database, shape, rows, owner, silent ? null : keyOf);
        return StreamSupport.stream(records, false).onClose(rows::close);
    }

    private @Nullable GroupedRows group() {
        if (grouped == null && grouping != null) {
            grouped = grouping.get();
        }
        return grouped;
    }

    /** Rendered at the first use: many a store has no rows of most kinds, and jOOQ takes its time. */
    private RowSelect select() {
        RowSelect known = select;
        if (known == null) {
            known = rendered.get();
            select = known;
        }
        return known;
    }
}
