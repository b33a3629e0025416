package org.filestoremigration.cli.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A database's schema as SQLite understands it. The text of {@code CREATE TABLE} cannot be compared whole: MLflow writes
 * the constraints of {@code runs} in changing order.
 */
public final class DatabaseSchema {

    private DatabaseSchema() {}

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static List<String> tables(Connection database) throws SQLException {
        return query(
                database,
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
                1);
    }

    static List<String> columns(Connection database, String table) throws SQLException {
        return query(database, "SELECT name FROM pragma_table_info(" + quoted(table) + ")", 1);
    }

    public static List<String> primaryKey(Connection database, String table) throws SQLException {
        return query(database, "SELECT name FROM pragma_table_info(" + quoted(table) + ") WHERE pk > 0 ORDER BY pk", 1);
    }

    /** Columns, constraints, foreign keys, indexes, triggers and views, and what the file's header says. */
    public static Map<String, String> of(Connection database) throws SQLException {
        Map<String, String> schema = new TreeMap<>();
        for (String pragma : List.of("encoding", "user_version", "application_id", "auto_vacuum", "page_size")) {
            schema.put(
                    "pragma " + pragma, query(database, "PRAGMA " + pragma, 1).toString());
        }
        schema.put("integrity", query(database, "PRAGMA integrity_check", 1).toString());
        schema.put(
                "broken foreign keys",
                query(database, "PRAGMA foreign_key_check", 3).toString());
        for (String table : tables(database)) {
            String name = quoted(table);
            schema.put(
                    "columns of " + table,
                    query(database, "PRAGMA table_xinfo(" + name + ")", 7).toString());
            schema.put(
                    "foreign keys of " + table,
                    sorted(query(
                            database,
                            "SELECT group_concat(\"from\" || '>' || \"to\", ','), \"table\", on_update, on_delete FROM"
                                    + " (SELECT * FROM pragma_foreign_key_list(" + name
                                    + ") ORDER BY id, seq) GROUP BY id",
                            4)));
            schema.put("constraints of " + table, constraints(database, table));
            indexes(database, table, schema);
        }
        for (String other :
                query(database, "SELECT name, type, sql FROM sqlite_master WHERE type IN ('view', 'trigger')", 3)) {
            schema.put("other " + other, "present");
        }
        return schema;
    }

    private static void indexes(Connection database, String table, Map<String, String> schema) throws SQLException {
        for (String index : query(database, "SELECT name FROM pragma_index_list(" + quoted(table) + ")", 1)) {
            List<String> columns = query(database, "PRAGMA index_xinfo(" + quoted(index) + ")", 6);
            List<String> kind = query(
                    database,
                    "SELECT \"unique\", partial FROM pragma_index_list(" + quoted(table) + ") WHERE name = '"
                            + index.replace("'", "''") + "'",
                    2);
            List<String> where = query(
                    database,
                    "SELECT substr(sql, instr(upper(sql), ' WHERE ')) FROM sqlite_master WHERE type = 'index' AND name = '"
                            + index.replace("'", "''") + "' AND upper(sql) LIKE '% WHERE %'",
                    1);
            String name = index.startsWith("sqlite_autoindex_") ? "automatic " + columns : index;
            schema.put("index of " + table + ", " + name, kind + " " + columns + " " + where);
        }
    }

    /** The table constraints of {@code CREATE TABLE}, sorted, blanks evened out. */
    private static String constraints(Connection database, String table) throws SQLException {
        String sql = query(database, "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = '" + table + "'", 1)
                .get(0);
        String body = sql.substring(sql.indexOf('(') + 1, sql.lastIndexOf(')'));
        List<String> constraints = new ArrayList<>();
        for (String item : topLevel(body)) {
            String even = item.replaceAll("\\s+", " ")
                    .replaceAll(" ?([(),]) ?", "$1")
                    .replaceAll("[\"`]", "")
                    .strip();
            if (even.toUpperCase(Locale.ROOT).matches("(?s)(CONSTRAINT|CHECK|UNIQUE|PRIMARY|FOREIGN)\\b.*")) {
                constraints.add(even);
            }
        }
        return sorted(constraints) + sql.substring(sql.lastIndexOf(')') + 1).strip();
    }

    /** The parts between the commas that are in no brackets and no quotes. */
    private static List<String> topLevel(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String sorted(List<String> texts) {
        return texts.stream().sorted().toList().toString();
    }

    private static List<String> query(Connection database, String sql, int columns) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(columns == 1 ? String.valueOf(row.get(0)) : row.toString());
            }
        }
        return rows;
    }
}
