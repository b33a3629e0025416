package org.filestoremigration.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.migration.ArtifactLocation;
import org.filestoremigration.domain.migration.LocationRule;

/**
 * A column of MLflow's schema that holds artifact locations.
 *
 * @param key what tells whose location it is, as SQL of the table {@code t}
 * @param condition of the rows, as SQL; empty for all
 */
public record LocationColumn(String table, String name, EntityKind kind, String key, String condition) {

    private static final String NO_PROMPT = "NOT EXISTS (SELECT 1 FROM registered_model_tags p WHERE p.name = t.name"
            + " AND p.key = 'mlflow.prompt.is_prompt' AND lower(p.value) = 'true')";

    /** In an order in which a version's location can follow its experiment's. */
    public static final List<LocationColumn> ALL = List.of(
            new LocationColumn("experiments", "artifact_location", EntityKind.EXPERIMENT, "experiment_id", ""),
            new LocationColumn("runs", "artifact_uri", EntityKind.RUN, "experiment_id, run_uuid", ""),
            new LocationColumn(
                    "logged_models", "artifact_location", EntityKind.LOGGED_MODEL, "experiment_id, model_id", ""),
            new LocationColumn(
                    "trace_tags",
                    "value",
                    EntityKind.TRACE_TAG,
                    "(SELECT experiment_id FROM trace_info i WHERE i.request_id = t.request_id), request_id, key",
                    "key = 'mlflow.artifactLocation'"),
            new LocationColumn("model_versions", "source", EntityKind.MODEL_VERSION, "name, version", NO_PROMPT),
            new LocationColumn(
                    "model_versions", "storage_location", EntityKind.MODEL_VERSION, "name, version", NO_PROMPT));

    /** The one with that name; empty if the column holds no locations. */
    public static Optional<LocationColumn> of(String table, String name) {
        return ALL.stream()
                .filter(column -> column.table().equals(table) && column.name().equals(name))
                .findFirst();
    }

    /** Whether the table holds other values in the same column. */
    public boolean isOneOfMany() {
        return table.equals("trace_tags");
    }

    /** The rows with a location, as the end of a statement that selects from the table {@code t}. */
    public String rows() {
        return " FROM " + table + " t WHERE " + name + " IS NOT NULL"
                + (condition.isEmpty() ? "" : " AND " + condition);
    }

    /**
     * All locations, for {@link #now}.
     *
     * @param place what tells the row from all others, as SQL of the table {@code t}; comes first
     */
    public String select(String place) {
        return "SELECT " + place + ", " + name + ", " + key + rows();
    }

    /** What a rule makes of the location in a row of {@link #select}; empty if it stays. */
    public Optional<String> now(ResultSet row, LocationRule rule) throws SQLException {
        String location = row.getString(2);
        return rule.now(owner(row), ArtifactLocation.parse(location)).filter(now -> !now.equals(location));
    }

    /** Whose location a row of {@link #select} holds. */
    public EntityKey owner(ResultSet row) throws SQLException {
        List<Object> names = new ArrayList<>();
        for (int i = 3; i <= row.getMetaData().getColumnCount(); i++) {
            names.add(String.valueOf(row.getString(i)));
        }
        return EntityKey.of(kind, names.toArray());
    }
}
