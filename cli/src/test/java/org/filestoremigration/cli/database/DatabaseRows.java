package org.filestoremigration.cli.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of a database as text that shows every bit, with invented ids written as what they stand for. */
public final class DatabaseRows {

    private static final String NULL = "null:";

    private final Connection database;
    private final Map<String, String> datasets = new TreeMap<>();
    private final Map<String, String> inputs = new TreeMap<>();

    public DatabaseRows(Connection database) {
        this.database = database;
    }

    /** The rows of every table as one text each, by the table's name. */
    Map<String, List<String>> all() throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        byColumn()
                .forEach((table, found) ->
                        rows.put(table, found.stream().map(Map::toString).toList()));
        return rows;
    }

    /** The rows of every table, each with its columns in the table's order, by the table's name. */
    public Map<String, List<Map<String, String>>> byColumn() throws SQLException {
        Map<String, List<Map<String, String>>> rows = new TreeMap<>();
        List<String> tables = DatabaseSchema.tables(database);
        learnDatasets(tables);
        learnInputs(tables);
        for (String table : tables) {
            rows.put(
                    table,
                    read(table).stream().map(row -> canonical(table, row)).toList());
        }
        return rows;
    }

    private void learnDatasets(List<String> tables) throws SQLException {
        if (tables.contains("datasets")) {
            for (Map<String, String> row : read("datasets")) {
                learn(datasets, "dataset_uuid", row, "experiment_id", "name", "digest");
            }
        }
    }

    private void learnInputs(List<String> tables) throws SQLException {
        if (tables.contains("inputs")) {
            for (Map<String, String> row : read("inputs")) {
                nameSource(row);
                learn(inputs, "input_uuid", row, "source_type", "source_id", "destination_type", "destination_id");
            }
        }
    }

    /** An invented id must be text, not empty, and stand for one thing only. */
    private static void learn(
            Map<String, String> meanings, String idColumn, Map<String, String> row, String... columns) {
        String id = row.getOrDefault(idColumn, NULL);
        List<String> meaning = new ArrayList<>();
        for (String column : columns) {
            meaning.add(row.getOrDefault(column, NULL));
        }
        boolean usable = id.startsWith("text:") && !id.equals("text:") && !meanings.containsKey(id);
        meanings.put(id, (usable ? "<" : "<bad id " + id + " ") + meaning + ">");
    }

    private Map<String, String> canonical(String table, Map<String, String> row) {
        switch (table) {
            case "datasets" -> row.computeIfPresent("dataset_uuid", (column, id) -> datasets.get(id));
            case "inputs" -> {
                nameSource(row);
                row.computeIfPresent("input_uuid", (column, id) -> inputs.get(id));
            }
            case "input_tags" ->
                row.computeIfPresent(
                        "input_uuid", (column, id) -> inputs.getOrDefault(id, "<unknown input " + id + ">"));
            case "logged_model_metrics" -> row.computeIfPresent("dataset_uuid", (column, id) -> dataset(id));
            default -> {}
        }
        return row;
    }

    private void nameSource(Map<String, String> row) {
        if ("text:DATASET".equals(row.get("source_type"))) {
            row.computeIfPresent("source_id", (column, id) -> dataset(id));
        }
    }

    private String dataset(String id) {
        return id.equals(NULL) ? id : datasets.getOrDefault(id, "<unknown dataset " + id + ">");
    }

    private List<Map<String, String>> read(String table) throws SQLException {
        List<String> columns = DatabaseSchema.columns(database, table);
        StringBuilder query = new StringBuilder("SELECT ");
        for (String column : columns) {
            String name = DatabaseSchema.quoted(column);
            query.append("typeof(").append(name).append("), ").append(name).append(", ");
        }
        query.append("1 FROM ").append(DatabaseSchema.quoted(table));
        List<Map<String, String>> rows = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(query.toString())) {
            while (result.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < columns.size(); i++) {
                    row.put(columns.get(i), cell(result, 2 * i + 1));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static String cell(ResultSet result, int column) throws SQLException {
        String storage = result.getString(column);
        return storage + ":"
                + switch (storage) {
                    case "null" -> "";
                    case "integer" -> Long.toString(result.getLong(column + 1));
                    case "real" -> Double.toHexString(result.getDouble(column + 1));
                    case "text" -> text(result.getBytes(column + 1));
                    default -> HexFormat.of().formatHex(result.getBytes(column + 1));
                };
    }

    /** Text that is not UTF-8 shows as the bytes that it is. */
    private static String text(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        return Arrays.equals(text.getBytes(UTF_8), bytes)
                ? text
                : HexFormat.of().formatHex(bytes);
    }
}
