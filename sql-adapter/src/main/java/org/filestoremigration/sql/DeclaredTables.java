package org.filestoremigration.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the DDL of a revision declares: the tables and their columns. */
final class DeclaredTables {

    private static final Pattern TABLE = Pattern.compile("(?ms)^CREATE TABLE \"?(\\w+)\"? \\((.*?)\\)[^()]*;$");
    private static final Pattern COLUMN = Pattern.compile("\\s*\"?(\\w+)\"? .*", Pattern.DOTALL);
    private static final Set<String> NO_COLUMN = Set.of("CONSTRAINT", "PRIMARY", "FOREIGN", "UNIQUE", "CHECK");

    private static final Map<String, DeclaredTables> BY_REVISION = new ConcurrentHashMap<>();

    private final Map<String, Set<String>> tables = new LinkedHashMap<>();

    private DeclaredTables(String ddl) {
        Matcher table = TABLE.matcher(ddl);
        while (table.find()) {
            Set<String> columns = new LinkedHashSet<>();
            for (String part : parts(table.group(2))) {
                Matcher column = COLUMN.matcher(part);
                if (column.matches() && !NO_COLUMN.contains(column.group(1))) {
                    columns.add(column.group(1));
                }
            }
            tables.put(table.group(1), columns);
        }
    }

    static DeclaredTables of(MlflowSchema schema) {
        return BY_REVISION.computeIfAbsent(schema.revision(), revision -> new DeclaredTables(schema.ddl()));
    }

    /** What is between the commas that no parenthesis encloses. */
    private static List<String> parts(String body) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < body.length(); i++) {
            switch (body.charAt(i)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        parts.add(body.substring(start, i));
                        start = i + 1;
                    }
                }
                default -> {}
            }
        }
        parts.add(body.substring(start));
        return parts;
    }

    ExistingColumns existingColumns() {
        return new ExistingColumns(tables);
    }
}
