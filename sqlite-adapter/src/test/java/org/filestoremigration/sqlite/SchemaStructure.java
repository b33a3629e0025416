package org.filestoremigration.sqlite;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.filestoremigration.domain.tracking.TextOrder;

/** What {@code schema-structure.py} sees of a database, seen by Java. */
final class SchemaStructure {

    private final Connection connection;
    private final List<String> lines = new ArrayList<>();

    private SchemaStructure(Connection connection) {
        this.connection = connection;
    }

    /** The number of tables, columns, indexes and triggers, and the digest of everything: a row of the script's output. */
    static String of(Path database) throws SQLException, GeneralSecurityException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            SchemaStructure structure = new SchemaStructure(connection);
            structure.read();
            return structure.row();
        }
    }

    private void read() throws SQLException {
        for (List<String> entry : rows("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")) {
            String name = entry.get(1);
            if (entry.get(0).equals("table")) {
                readTable(name, entry.get(2));
            } else if (entry.get(0).equals("trigger")) {
                lines.add("trigger " + name + " " + entry.get(2).replaceAll("\\s+", " "));
            }
        }
    }

    private void readTable(String table, String sql) throws SQLException {
        lines.add("table " + table);
        for (List<String> column : rows("PRAGMA table_xinfo('" + table + "')")) {
            lines.add("column " + table + " " + String.join(" ", column));
        }
        sql.lines()
                .filter(line -> line.contains("CHECK"))
                .forEach(line -> lines.add("check " + table + " " + line.strip().replaceAll(",$", "")));
        readForeignKeys(table);
        readIndexes(table);
        if (table.equals("alembic_version") || table.equals("workspaces")) {
            for (List<String> row : rows("SELECT * FROM " + table)) {
                lines.add("row " + table + " " + String.join("|", row));
            }
        }
    }

    private void readForeignKeys(String table) throws SQLException {
        Map<List<String>, List<String>> keys = new LinkedHashMap<>();
        for (List<String> row : rows("PRAGMA foreign_key_list('" + table + "')")) {
            keys.computeIfAbsent(
                            List.of(row.get(0), row.get(2), row.get(5), row.get(6), row.get(7)),
                            key -> new ArrayList<>())
                    .add(row.get(3) + "=" + row.get(4));
        }
        keys.forEach((key, columns) -> lines.add(
                "key " + table + " " + String.join(" ", key.subList(1, 5)) + " " + String.join(" ", columns)));
    }

    private void readIndexes(String table) throws SQLException {
        for (List<String> index : rows("PRAGMA index_list('" + table + "')")) {
            String name = index.get(1);
            String columns = rows("PRAGMA index_xinfo('" + name + "')").stream()
                    .map(column -> String.join(",", column.subList(2, 6)))
                    .collect(Collectors.joining(" "));
            String where = index.get(4).equals("0")
                    ? ""
                    : rows("SELECT sql FROM sqlite_master WHERE name = '" + name + "'")
                            .get(0)
                            .get(0);
            lines.add("index " + table + " " + String.join(" ", index.subList(1, 5)) + " " + columns + " " + where);
        }
    }

    private List<List<String>> rows(String query) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    String text = result.getString(column);
                    row.add(text == null ? "" : text);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private String row() throws GeneralSecurityException {
        lines.sort(TextOrder::compare);
        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        return count("table") + "\t" + count("column") + "\t" + count("index") + "\t" + count("trigger") + "\t"
                + HexFormat.of().formatHex(hash);
    }

    private long count(String kind) {
        return lines.stream().filter(line -> line.startsWith(kind + " ")).count();
    }
}
