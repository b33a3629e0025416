package org.filestoremigration.sqlite;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which rows no owner leads to, and so no reader delivers. What SQLite says about foreign keys comes first, because it is
 * fast; where it complains, or where a table has no foreign key or lets NULL in, the rows themselves are asked.
 *
 * <p>Foreign keys that lead elsewhere than to the owner are columns like others: their values are compared.
 */
final class OrphanCheck {

    /** SQL for the rows of a table that have no owner. */
    record Orphans(String owners, String condition) {}

    private record Owner(String table, List<String> key, List<String> ownerKey) {}

    private static final Map<String, Owner> OWNERS = owners();

    private final Database database;

    OrphanCheck(Database database) {
        this.database = database;
    }

    private static Map<String, Owner> owners() {
        Map<String, Owner> owners = new LinkedHashMap<>();
        for (String table : List.of("datasets", "experiment_tags", "logged_models", "runs", "trace_info")) {
            owners.put(table, new Owner("experiments", List.of("experiment_id"), List.of("experiment_id")));
        }
        for (String table : List.of("latest_metrics", "metrics", "params", "tags")) {
            owners.put(table, new Owner("runs", List.of("run_uuid"), List.of("run_uuid")));
        }
        for (String table : List.of("logged_model_metrics", "logged_model_params", "logged_model_tags")) {
            owners.put(table, new Owner("logged_models", List.of("model_id"), List.of("model_id")));
        }
        for (String table : List.of("trace_request_metadata", "trace_tags")) {
            owners.put(table, new Owner("trace_info", List.of("request_id"), List.of("request_id")));
        }
        owners.put("assessments", new Owner("trace_info", List.of("trace_id"), List.of("request_id")));
        for (String table : List.of("model_versions", "registered_model_aliases", "registered_model_tags")) {
            owners.put(table, new Owner("registered_models", List.of("name"), List.of("name")));
        }
        owners.put(
                "model_version_tags",
                new Owner("model_versions", List.of("name", "version"), List.of("name", "version")));
        return Collections.unmodifiableMap(owners);
    }

    /** By table, in the order of their names; tables in which all rows have an owner are absent. */
    Map<String, Orphans> conditions() {
        Set<String> complaints = database.rows("PRAGMA foreign_key_check").stream()
                .map(row -> row.get(0) + " " + row.get(2))
                .collect(Collectors.toSet());
        Map<String, Orphans> conditions = new LinkedHashMap<>();
        OWNERS.keySet().stream()
                .sorted()
                .filter(database.catalog().tables()::contains)
                .forEach(table -> {
                    Owner owner = OWNERS.get(table);
                    if (owner != null
                            && (complaints.contains(table + " " + owner.table()) || !isStrict(table, owner))) {
                        conditions.put(table, new Orphans(owner.table(), condition(table, owner)));
                    }
                });
        return conditions;
    }

    /** Whether the table's foreign key leaves no way to have no owner. */
    private boolean isStrict(String table, Owner owner) {
        Set<String> declared = new HashSet<>();
        for (List<String> key :
                database.rows("SELECT \"table\", \"from\" FROM pragma_foreign_key_list('" + table + "')")) {
            if (key.get(0).equals(owner.table())) {
                declared.add(key.get(1));
            }
        }
        database.rows("SELECT name FROM pragma_table_info('" + table + "') WHERE \"notnull\" = 0")
                .forEach(column -> declared.remove(column.get(0)));
        return declared.containsAll(owner.key());
    }

    /** A key in another storage class than text is read as text, and leads to what has that text. */
    private static String condition(String table, Owner owner) {
        StringBuilder same = new StringBuilder();
        StringBuilder asText = new StringBuilder();
        for (int i = 0; i < owner.key().size(); i++) {
            String key = table + "." + owner.key().get(i);
            String ownerKey = "o." + owner.ownerKey().get(i);
            same.append(i == 0 ? "" : " AND ").append(ownerKey).append(" = ").append(key);
            asText.append(i == 0 ? "" : " AND ")
                    .append("CAST(" + ownerKey + " AS TEXT) = ")
                    .append(key);
        }
        String in = "NOT EXISTS (SELECT 1 FROM " + owner.table() + " o WHERE ";
        return in + same + ") AND " + in + asText + ")";
    }
}
