package org.filestoremigration.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.filestoremigration.domain.store.EntityKey;
import org.jooq.TableField;
import org.jooq.TableRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of one table that belong to one owner, in order, and reports values in another storage class than
 * MLflow's driver writes.
 *
 * <p>jOOQ's names make the SQL, once; JDBC runs it: for thousands of small queries jOOQ's own execution would cost more
 * than the rows. Columns that the database's revision lacks are null, tables that it lacks are empty.
 *
 * @param <R> the row
 */
final class RowQuery<R extends TableRecord<R>> {

    private final Database database;
    private final RowShape<R> shape;
    private final BiFunction<EntityKey, R, EntityKey> keyOf;
    private final String sql;
    private final @Nullable RowOrder order;
    private boolean silent;

    private RowQuery(
            Database database,
            RowShape<R> shape,
            BiFunction<EntityKey, R, EntityKey> keyOf,
            String sql,
            @Nullable RowOrder order) {
        this.database = database;
        this.shape = shape;
        this.keyOf = keyOf;
        this.sql = sql;
        this.order = order;
    }

    /**
     * A query that an index of the table answers.
     *
     * @param keyOf the entity of a row, given its owner
     * @param condition SQL with a {@code ?} for each value to bind
     * @param order SQL, a list of columns
     */
    static <R extends TableRecord<R>> RowQuery<R> of(
            Database database,
            Supplier<R> newRow,
            BiFunction<EntityKey, R, EntityKey> keyOf,
            String condition,
            String order) {
        RowShape<R> shape = RowShape.of(database.catalog(), newRow);
        String sql = "SELECT " + shape.columns() + " FROM " + shape.table()
                + (condition.isEmpty() ? "" : " WHERE " + condition)
                + (order.isEmpty() ? "" : " ORDER BY " + order);
        return new RowQuery<>(database, shape, keyOf, sql, null);
    }

    /**
     * A query that no index of the table answers: the rows are put in order once, at the first use.
     *
     * @param owner the columns of the owner, whose values are to be bound
     * @param then the column to order an owner's rows by
     */
    static <R extends TableRecord<R>> RowQuery<R> inOrder(
            Database database,
            Supplier<R> newRow,
            BiFunction<EntityKey, R, EntityKey> keyOf,
            List<TableField<R, ?>> owner,
            TableField<R, ?> then) {
        return inOrder(database, newRow, keyOf, owner, then, "TRUE");
    }

    /** The same of some rows only. */
    static <R extends TableRecord<R>> RowQuery<R> inOrder(
            Database database,
            Supplier<R> newRow,
            BiFunction<EntityKey, R, EntityKey> keyOf,
            List<TableField<R, ?>> owner,
            TableField<R, ?> then,
            String condition) {
        RowShape<R> shape = RowShape.of(database.catalog(), newRow);
        List<TableField<R, ?>> columns = new ArrayList<>(owner);
        columns.add(then);
        RowOrder order = new RowOrder(shape.table(), columns, condition);
        return new RowQuery<>(database, shape, keyOf, order.select(shape.columns(), owner.size()), order);
    }

    /** Leaves storage classes to another query that reads the same rows. */
    RowQuery<R> silent() {
        silent = true;
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
        if (order != null) {
            order.create(database);
        }
        Rows rows = new Rows(owner, values);
        return StreamSupport.stream(rows, false).onClose(rows.cursor::close);
    }

    private final class Rows extends Spliterators.AbstractSpliterator<R> {

        private final EntityKey owner;
        private final Cursor cursor;

        Rows(EntityKey owner, Object... values) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.owner = owner;
            this.cursor = new Cursor(database, sql, values);
        }

        @Override
        public boolean tryAdvance(Consumer<? super R> action) {
            R row;
            try {
                ResultSet result = cursor.next();
                if (result == null) {
                    return false;
                }
                RowShape.Reading<R> reading = shape.read(result);
                row = reading.row();
                if (!silent) {
                    report(row, reading.complaints());
                }
            } catch (SQLException e) {
                throw database.failure(e);
            }
            action.accept(row);
            return true;
        }

        private void report(R row, List<RowShape.Complaint> complaints) {
            for (RowShape.Complaint complaint : complaints) {
                database.irregular(
                        keyOf.apply(owner, row), complaint.column(), complaint.expected(), complaint.found());
            }
        }
    }
}
