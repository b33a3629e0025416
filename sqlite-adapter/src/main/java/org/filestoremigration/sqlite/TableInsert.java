package org.filestoremigration.sqlite;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.domain.trace.LongContent;
import org.filestoremigration.sql.TableColumns;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Inserts the rows of one table, {@value #ROWS} with one statement, into the columns that the table has in the database.
 *
 * <p>jOOQ writes the SQL once; the values are bound to it by hand, because jOOQ writes numbers into the text of a
 * statement that has too many, where SQLite does not read every double exactly.
 */
final class TableInsert {

    /** How many rows one statement inserts: less costs more per row, more gains nothing. */
    static final int ROWS = 50;

    /** How much text may wait for its statement, in UTF-16 units. */
    private static final int MAX_TEXT = 1 << 20;

    /** In bytes: before such a text the page cache is given back. */
    private static final int HUGE = 1 << 23;

    private final NewDatabase database;
    private final TableColumns columns;
    private final int[] positions;
    private final PreparedStatement single;
    /** Prepared with the first so many rows: most tables of most stores have fewer. */
    private @Nullable PreparedStatement many;

    private final List<Record> waiting = new ArrayList<>(ROWS);
    private int waitingText;

    TableInsert(NewDatabase database, TableColumns columns) throws SQLException {
        this.database = database;
        this.columns = columns;
        positions = columns.positions().stream().mapToInt(position -> position).toArray();
        single = database.prepare(sql(columns.table(), columns.fields(), 1));
    }

    /** The statement that inserts so many rows; the values of each are the next parameters. */
    static String sql(Table<?> table, List<Field<?>> columns, int rows) {
        String one = DSL.using(SQLDialect.SQLITE)
                .insertInto(table, columns)
                .values(new Object[columns.size()])
                .getSQL();
        // The others as text: jOOQ would make several objects for each of hundreds of parameters.
        return one + (", " + one.substring(one.lastIndexOf('('))).repeat(rows - 1);
    }

    /** Inserts a row, now or together with the following ones. */
    void add(TableRecord<?> row) throws SQLException {
        waiting.add(row);
        for (int position : positions) {
            if (row.get(position) instanceof String text) {
                waitingText += text.length();
            }
        }
        if (waiting.size() == ROWS) {
            insert(many(), waiting);
            forget();
        } else if (waitingText > MAX_TEXT) {
            flush();
        }
    }

    private PreparedStatement many() throws SQLException {
        PreparedStatement prepared = many;
        if (prepared == null) {
            prepared = database.prepare(sql(columns.table(), columns.fields(), ROWS));
            many = prepared;
        }
        return prepared;
    }

    /**
     * Inserts a row now, with a long text in one of its columns. The driver takes no stream: it is there as bytes, once, and
     * SQLite has it twice, as a value and in the row.
     */
    void add(TableRecord<?> row, Field<?> column, LongContent text) throws SQLException {
        flush();
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(text.bytes()));
        text.forEachPiece(bytes::put);
        if (text.bytes() > HUGE) {
            database.clearCache();
        }
        try (PreparedStatement insert = database.prepare(sql(column))) {
            int parameter = 1;
            int ofText = row.indexOf(column);
            for (int position : positions) {
                insert.setObject(parameter++, position == ofText ? bytes.array() : row.get(position));
            }
            insert.executeUpdate();
        }
        if (text.bytes() > HUGE) {
            database.fillCache();
        }
    }

    /** The statement that inserts one row, with a text that comes as bytes. */
    private String sql(Field<?> asBytes) {
        Object[] values = columns.fields().stream()
                .map(field -> field.equals(asBytes) ? DSL.field("CAST(? AS TEXT)", String.class, "") : null)
                .toArray();
        return DSL.using(SQLDialect.SQLITE)
                .insertInto(columns.table(), columns.fields())
                .values(values)
                .getSQL();
    }

    /** Inserts what waits. */
    void flush() throws SQLException {
        for (Record row : waiting) {
            insert(single, List.of(row));
        }
        forget();
    }

    private void forget() {
        waiting.clear();
        waitingText = 0;
    }

    private void insert(PreparedStatement statement, List<Record> rows) throws SQLException {
        int parameter = 1;
        for (Record row : rows) {
            for (int position : positions) {
                statement.setObject(parameter++, row.get(position));
            }
        }
        statement.executeUpdate();
    }
}
