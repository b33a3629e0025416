package org.filestoremigration.postgresql;

import java.util.List;

/**
 * A database whose owner made its columns so wide that all of {@link org.filestoremigration.domain.store.SampleStore} fits;
 * its text is sorted otherwise than by its bytes.
 */
final class WideDatabase {

    private static final String NARROW = """
            SELECT 'ALTER TABLE ' || c.relname || ' ALTER COLUMN ' || a.attname || ' TYPE '
                   || CASE t.typname WHEN 'int4' THEN 'bigint' ELSE 'text' END
            FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
            JOIN pg_type t ON t.oid = a.atttypid
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
              AND (t.typname = 'varchar' OR a.attname = 'experiment_id')
              AND c.relname = ANY (string_to_array(?, ','))
            """;

    private WideDatabase() {}

    static String create() {
        String uri = TestServer.newDatabaseThatSortsAsInEnglish();
        TestServer.fillWithMlflow(uri, "dc11669786a5");
        String tables = String.join(
                ",",
                FilledTables.OWNERS_FIRST.stream().map(table -> table.getName()).toList());
        try (ServerConnection connection = TestServer.connect(uri)) {
            List<String> statements = connection.rows(NARROW, tables).stream()
                    .map(row -> String.valueOf(row.get(0)))
                    .toList();
            statements.forEach(connection::execute);
        }
        return uri;
    }
}
