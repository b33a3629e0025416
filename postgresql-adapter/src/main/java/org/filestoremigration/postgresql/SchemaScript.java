package org.filestoremigration.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The statements that make one revision of MLflow's schema on PostgreSQL, with the rows that MLflow's own migrations
 * insert. Names in them are not qualified: all goes into the first schema of the search path.
 */
record SchemaScript(String revision, String sql) {

    private static final Pattern TABLE = Pattern.compile("(?m)^CREATE TABLE (\\w+) \\(");

    /** @param revision one that is known */
    static SchemaScript of(String revision) {
        String resource = "schema/" + revision + ".sql";
        try (InputStream in = SchemaScript.class.getResourceAsStream(resource)) {
            byte[] bytes = Objects.requireNonNull(in, resource).readAllBytes();
            return new SchemaScript(revision, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All tables of the revision, by name. */
    List<String> tables() {
        return TABLE.matcher(sql)
                .results()
                .map((MatchResult match) -> match.group(1))
                .sorted()
                .toList();
    }

    /** Makes the schema within the connection's transaction. */
    void create(ServerConnection connection) {
        connection.execute(sql);
    }
}
