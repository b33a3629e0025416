package org.filestoremigration.postgresql;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.filestoremigration.domain.store.TargetException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;

/**
 * Rows on their way into many tables over one connection, which can hold one {@code COPY} open at a time while rows come
 * interleaved: each table has a buffer, and when one is full all are sent, owners first.
 *
 * <p>Measured with 2,000,000 points: buffers of 1 MiB cost a second more than one {@code COPY} of everything, buffers of 16
 * KiB more than double the time; and the server holds 12 bytes for each row of a {@code COPY} into a table with a foreign
 * key, so that pieces keep its memory small.
 */
final class CopyLoad {

    /** In bytes, of one table. */
    static final int THRESHOLD = 1 << 20;

    private final ServerConnection connection;
    private final Catalog catalog;
    private final CopyManager copies;
    private final Map<String, CopyBuffer> buffers = new LinkedHashMap<>();

    CopyLoad(ServerConnection connection, Catalog catalog) {
        this.connection = connection;
        this.catalog = catalog;
        try {
            copies = connection.copyManager();
        } catch (SQLException e) {
            throw connection.failure(e);
        }
        for (String table : FilledTable.OWNERS_FIRST) {
            if (catalog.has(table)) {
                buffers.put(table, new CopyBuffer(table, catalog.writable(table)));
            }
        }
    }

    /** The columns of a table that {@link #add} takes values for; none if the revision has no such table. */
    List<Column> columns(String table) {
        return catalog.writable(table);
    }

    /**
     * Adds a row, now or together with the following ones.
     *
     * @param values in the order of {@link #columns}
     */
    void add(String table, @Nullable Object... values) {
        CopyBuffer buffer = buffers.get(table);
        if (buffer == null) {
            throw new TargetException("The schema of " + connection.settings() + " has no table " + table
                    + ": choose the schema of a newer MLflow release.");
        }
        buffer.add(values);
        if (buffer.size() >= THRESHOLD) {
            flush();
        }
    }

    /** Sends what waits. */
    void flush() {
        for (CopyBuffer buffer : buffers.values()) {
            if (!buffer.isEmpty()) {
                try {
                    copies.copyIn(buffer.statement(), new ByteArrayInputStream(buffer.content()));
                } catch (SQLException e) {
                    throw connection.failure(e);
                } catch (IOException e) {
                    throw new IllegalStateException("bytes of the memory cannot be read", e);
                }
                buffer.clear();
            }
        }
    }
}
