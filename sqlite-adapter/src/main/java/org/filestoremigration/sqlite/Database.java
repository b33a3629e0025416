package org.filestoremigration.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.filestoremigration.domain.migration.Findings;
import org.filestoremigration.domain.store.EntityKey;
import org.filestoremigration.domain.store.Irregularity;
import org.filestoremigration.domain.store.TargetException;
import org.jspecify.annotations.Nullable;

/** An open MLflow database: its catalog, its statements, which are prepared once, and what is found in it. */
final class Database implements AutoCloseable {

    private static final int REMEMBERED = 100_000;

    private final DatabaseFile file;
    private final Catalog catalog;
    private final Findings findings = new Findings();
    private final Set<Irregularity> known = new HashSet<>();
    private final Map<String, Deque<PreparedStatement>> idle = new HashMap<>();

    private @Nullable List<List<String>> orphans;

    private Database(DatabaseFile file, Catalog catalog) {
        this.file = file;
        this.catalog = catalog;
    }

    /** Takes over the file, which is closed if its catalog cannot be read. */
    static Database of(DatabaseFile file) {
        try {
            return new Database(file, Catalog.of(file.connection()));
        } catch (SQLException e) {
            try (file) {
                throw file.failure(e);
            }
        }
    }

    Catalog catalog() {
        return catalog;
    }

    Findings findings() {
        return findings;
    }

    /** A statement that nobody else uses until it is given back. */
    PreparedStatement take(String sql) throws SQLException {
        PreparedStatement statement =
                idle.computeIfAbsent(sql, key -> new ArrayDeque<>()).poll();
        return statement == null ? connection().prepareStatement(sql) : statement;
    }

    void giveBack(String sql, PreparedStatement statement) {
        idle.computeIfAbsent(sql, key -> new ArrayDeque<>()).add(statement);
    }

    void execute(String sql) {
        try (Statement statement = connection().createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** The first column of the first row. */
    long number(String sql) {
        return Long.parseLong(rows(sql).get(0).get(0));
    }

    /** Few rows, each value as text; {@code NULL} for null. */
    List<List<String>> rows(String sql) {
        try (Statement statement = connection().createStatement();
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

    /** The rows of SQLite's {@code foreign_key_check}: table, row id, the table of the owner. */
    List<List<String>> orphans() {
        List<List<String>> known = orphans;
        if (known == null) {
            known = rows("PRAGMA foreign_key_check");
            orphans = known;
        }
        return known;
    }

    private Connection connection() {
        return file.connection();
    }

    /** Reports an irregularity. */
    void irregular(EntityKey entity, String field, @Nullable String expected, @Nullable String found) {
        irregular(new Irregularity(entity, field, expected, found));
    }

    /** Reports an irregularity once, however often its row is read; the first {@value #REMEMBERED} are remembered. */
    void irregular(Irregularity irregularity) {
        if (known.size() < REMEMBERED ? known.add(irregularity) : !known.contains(irregularity)) {
            findings.accept(irregularity);
        }
    }

    /** Reports a value that is not the one that follows from the rest. */
    void expect(EntityKey entity, String field, @Nullable Object expected, @Nullable Object found) {
        if (!Objects.equals(expected, found)) {
            irregular(entity, field, shown(expected), shown(found));
        }
    }

    /** Reports a value that is not the one that follows from another one. */
    void expect(
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

    TargetException failure(SQLException e) {
        return file.failure(e);
    }

    @Override
    public void close() {
        file.close();
    }
}
