package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.RUNS;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.domain.store.TargetException;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * An open MLflow database: its catalog, its statements, which are prepared once, and what is found in it. What a dialect
 * does in its own way is left to it.
 *
 * <p>To be used by one thread at a time.
 */
public abstract class Database implements AutoCloseable {

    private static final int REMEMBERED = 100_000;

    private final Connection connection;
    private final DSLContext dialect;
    private final ExistingColumns existingColumns;
    private final Findings findings = new Findings();
    private final Set<Irregularity> known = new HashSet<>();
    private final Map<String, Deque<PreparedStatement>> idle = new HashMap<>();

    /** @param connection of which nothing is expected but that it executes statements */
    protected Database(Connection connection, SQLDialect dialect, ExistingColumns existingColumns) {
        this.connection = connection;
        this.dialect = DSL.using(dialect);
        this.existingColumns = existingColumns;
    }

    /** The same column as a thing to order by, text by code point. */
    protected abstract Field<?> inOrder(Field<?> column);

    /** How values of columns may be stored otherwise than they should. */
    protected abstract Storage storage(List<Field<?>> columns);

    /** The bytes of a text in UTF-8. */
    protected abstract Field<byte[]> bytes(Field<String> text);

    /** Whether a column may hold a number in the place of a text that reads the same. */
    protected abstract boolean hasLooseTypes();

    /**
     * Whether the database itself vouches for it that each row of a table has its owner, by a foreign key that is
     * declared and kept and lets no NULL in.
     *
     * @param key the columns of the table that name the owner
     */
    protected abstract boolean vouchesForOwners(Table<?> table, Table<?> owner, Collection<? extends Field<?>> key);

    /**
     * A condition with an array of texts to bind, one of which the column must be; null where a query for each owner costs
     * no more than one for several.
     */
    protected @Nullable Condition isAnyOf(Field<?> column) {
        return null;
    }

    /** Whether one query for several owners is better than one for each. */
    final boolean asksForSeveral() {
        return isAnyOf(RUNS.RUN_UUID) != null;
    }

    /** Prepares a statement that reads; a dialect may say how many of its rows come at a time. */
    protected PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** The one sentence about a failure, for a person. */
    protected abstract TargetException failure(SQLException e);

    @Override
    public abstract void close();

    /**
     * Selects one owner's rows, in the order of a column, where no index of MLflow's gives it. Here the database sorts the
     * owner's rows.
     *
     * @param owner whose values are to be bound
     */
    protected RowSelect selectUnindexed(
            List<Field<?>> what,
            Table<?> table,
            List<? extends TableField<?, ?>> owner,
            TableField<?, ?> then,
            Condition condition) {
        Condition owned = condition;
        for (TableField<?, ?> column : owner) {
            owned = owned.and(isGiven(column));
        }
        return select(what, table, owned, List.of(then));
    }

    final RowSelect select(List<Field<?>> what, Table<?> table, Condition condition, List<? extends Field<?>> order) {
        return new RowSelect(
                render(DSL.select(what)
                        .from(table)
                        .where(condition)
                        .orderBy(order.stream().map(this::inOrder).toList())),
                () -> {});
    }

    /** A condition with one value to bind. */
    public static <T> Condition isGiven(Field<T> column) {
        return column.eq(DSL.param(column.getName(), column));
    }

    /** The SQL of a query in this dialect, with a {@code ?} for each value to bind. */
    public final String render(Query query) {
        return dialect.render(query);
    }

    public final ExistingColumns existingColumns() {
        return existingColumns;
    }

    final Findings findings() {
        return findings;
    }

    /** A statement that nobody else uses until it is given back. */
    final PreparedStatement take(String sql) throws SQLException {
        PreparedStatement statement =
                idle.computeIfAbsent(sql, key -> new ArrayDeque<>()).poll();
        return statement == null ? prepare(sql) : statement;
    }

    final void giveBack(String sql, PreparedStatement statement) {
        idle.computeIfAbsent(sql, key -> new ArrayDeque<>()).add(statement);
    }

    /** The first column of the first row. */
    final long number(Select<?> select) {
        return Long.parseLong(rows(select).get(0).get(0));
    }

    /** Few rows, each value as text; {@code NULL} for null. */
    final List<List<String>> rows(Select<?> select) {
        return rows(dialect.renderInlined(select));
    }

    /** Few rows of what no {@link Select} says, each value as text; {@code NULL} for null. */
    protected final List<List<String>> rows(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(Objects.requireNonNullElse(result.getString(column), "NULL"));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Reports an irregularity. */
    public final void irregular(EntityKey entity, String field, @Nullable String expected, @Nullable String found) {
        irregular(new Irregularity(entity, field, expected, found));
    }

    /** Reports an irregularity once, however often its row is read; the first {@value #REMEMBERED} are remembered. */
    final void irregular(Irregularity irregularity) {
        if (known.size() < REMEMBERED ? known.add(irregularity) : !known.contains(irregularity)) {
            findings.accept(irregularity);
        }
    }

    /** Reports a value that is not the one that follows from the rest. */
    final void expect(EntityKey entity, String field, @Nullable Object expected, @Nullable Object found) {
        if (!Objects.equals(expected, found)) {
            irregular(entity, field, shown(expected), shown(found));
        }
    }

    /** Reports a value that is not the one that follows from another one. */
    final void expect(
            EntityKey entity,
            String field,
            @Nullable Object expected,
            @Nullable Object found,
            Irregularity.Origin origin) {
        if (!Objects.equals(expected, found)) {
            irregular(new Irregularity(entity, field, shown(expected), shown(found), origin));
        }
    }

    private static @Nullable String shown(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
