package org.filestoremigration.postgresql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.filestoremigration.domain.store.Check;

/** What a database says about its own definitions: one that is not kept any more is worth nothing. */
final class HealthCheck {

    private static final Map<String, String> CHECKS = new LinkedHashMap<>();

    static {
        CHECKS.put("constraints", """
                SELECT 'The constraint ' || conname || ' of ' || conrelid::regclass || ' is not validated.'
                FROM pg_constraint
                WHERE connamespace = current_schema()::regnamespace AND NOT convalidated ORDER BY 1
                """);
        CHECKS.put("indexes", """
                SELECT 'The index ' || indexrelid::regclass || ' is not valid.'
                FROM pg_index JOIN pg_class c ON c.oid = indexrelid
                WHERE c.relnamespace = current_schema()::regnamespace
                  AND NOT (indisvalid AND indisready AND indislive) ORDER BY 1
                """);
        CHECKS.put("triggers", """
                SELECT 'The trigger ' || tgname || ' of ' || tgrelid::regclass || ' is disabled.'
                FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
                WHERE c.relnamespace = current_schema()::regnamespace AND tgenabled NOT IN ('O', 'A') ORDER BY 1
                """);
    }

    private HealthCheck() {}

    static List<Check> of(ServerConnection connection) {
        List<Check> checks = definitions(connection);
        boolean numbered = connection.value("SELECT to_regclass(?)", ExperimentSequence.NAME) != null;
        checks.add(new Check("sequences", numbered ? complaints(connection, ExperimentSequence.COMPLAINT) : List.of()));
        return checks;
    }

    /** All but the sequence, which a role that does not own it sets at the very end. */
    static List<Check> definitions(ServerConnection connection) {
        List<Check> checks = new ArrayList<>();
        CHECKS.forEach((name, sql) -> checks.add(new Check(name, complaints(connection, sql))));
        return checks;
    }

    private static List<String> complaints(ServerConnection connection, String sql) {
        return connection.rows(sql).stream()
                .map(row -> String.valueOf(row.get(0)))
                .toList();
    }
}
