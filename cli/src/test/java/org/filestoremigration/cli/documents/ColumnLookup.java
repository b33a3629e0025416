package org.filestoremigration.cli.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks values up in a migrated database by the conditions of the mapping. */
final class ColumnLookup implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile(":(\\w+)");

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final Map<String, String> datasetIds = new HashMap<>();

    private ColumnLookup(Connection connection) {
        this.connection = connection;
    }

    static ColumnLookup in(Path database) {
        try {
            ColumnLookup lookup = new ColumnLookup(DriverManager.getConnection("jdbc:sqlite:" + database));
            lookup.readDatasetIds();
            return lookup;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The values of a column in every row that a condition finds, its names replaced by what is in the store. */
    List<@Nullable Object> values(MappedEntry entry, String condition, Map<String, String> names) {
        String sql = "SELECT \"" + entry.columnName() + "\" FROM " + entry.table() + " WHERE "
                + NAME.matcher(condition).replaceAll("?");
        try {
            PreparedStatement statement = statements.get(sql);
            if (statement == null) {
                statement = connection.prepareStatement(sql);
                statements.put(sql, statement);
            }
            Matcher name = NAME.matcher(condition);
            for (int i = 1; name.find(); i++) {
                statement.setString(i, names.get(name.group(1)));
            }
            List<@Nullable Object> values = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    values.add(result.getObject(1));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Adds the generated id of the dataset that a dataset's or an input's file is about. */
    void addDatasetId(Map<String, String> names) {
        String dataset = names.getOrDefault("dataset", names.getOrDefault("source_id", ""));
        String id = datasetIds.get(names.get("experiment") + "/" + dataset);
        if (id != null) {
            names.put("dataset_uuid", id);
        }
    }

    /** FileStore's own id of a dataset is the MD5 of its name and digest. */
    private void readDatasetIds() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT experiment_id, name || digest, dataset_uuid FROM datasets");
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                datasetIds.put(result.getString(1) + "/" + md5(result.getString(2)), result.getString(3));
            }
        }
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
