package org.filestoremigration.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.store.TargetException;
import org.jspecify.annotations.Nullable;

/** Whether a database can be MLflow's, and at which revision it is. */
final class DatabaseCheck {

    /** The table {@code spans} has a generated column, which PostgreSQL 12 brought. */
    private static final int OLDEST_SERVER = 12;

    private DatabaseCheck() {}

    /** The server's major version, such as 15. */
    static int majorVersion(ServerConnection connection) {
        return Integer.parseInt(connection.text("SHOW server_version_num")) / 10_000;
    }

    /**
     * The revision in {@code alembic_version}; empty where the schema that unqualified names go to has no table at all.
     *
     * @throws TargetException where it is not a database that MLflow can be in
     */
    static Optional<String> revision(ServerConnection connection, TypedColumns columns) {
        ConnectionSettings target = connection.settings();
        refuseOtherServers(connection);
        String encoding = connection.text("SHOW server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new TargetException(
                    target + " is encoded in " + encoding + ", where nothing checks the text: create a database"
                            + " with ENCODING 'UTF8' TEMPLATE template0.");
        }
        if (connection.value("SELECT current_schema()") == null) {
            throw new TargetException(
                    target + " has no schema in which tables can be created: create the first one of its"
                            + " search_path, or name another with ?options=-csearch_path%3DNAME.");
        }
        if (columns.names().isEmpty()) {
            return Optional.empty();
        }
        if (!columns.has("alembic_version")) {
            throw new TargetException(target + " is not MLflow's: it has tables, but not alembic_version; name an empty"
                    + " database or one that MLflow created.");
        }
        List<List<@Nullable String>> rows = connection.rows("SELECT version_num FROM alembic_version");
        if (rows.size() != 1) {
            throw new TargetException(
                    target + " has " + rows.size() + " revisions in its table alembic_version instead of one.");
        }
        return Optional.ofNullable(rows.get(0).get(0));
    }

    private static void refuseOtherServers(ServerConnection connection) {
        String version = connection.text("SELECT version()");
        if (version.contains("CockroachDB") || version.contains("-YB-")) {
            throw new TargetException(connection.settings() + " is not PostgreSQL but "
                    + version.replaceFirst(" on .*", "") + ", which this program does not support.");
        }
        if (majorVersion(connection) < OLDEST_SERVER) {
            throw new TargetException(connection.settings() + " is PostgreSQL " + connection.text("SHOW server_version")
                    + ": version " + OLDEST_SERVER + " or later is needed.");
        }
    }

    /** @throws TargetException where nothing can be written */
    static void refuseReadOnly(ServerConnection connection) {
        if (connection.text("SELECT pg_is_in_recovery()").equals("t")
                || connection.text("SHOW transaction_read_only").equals("on")) {
            throw new TargetException(ServerFailure.readOnly(connection.settings()));
        }
    }

    /**
     * What a database holds beside that which MLflow puts into a new one: the workspace {@code default} and experiment 0,
     * active and without a tag. Empty for a fresh one.
     */
    static List<String> content(ServerConnection connection, List<String> tables) {
        List<String> held = new ArrayList<>();
        for (String table : tables) {
            if (table.equals("alembic_version")) {
                continue;
            }
            String where = switch (table) {
                case "workspaces" -> " WHERE name <> 'default'";
                case "experiments" -> " WHERE NOT (experiment_id = 0 AND lifecycle_stage = 'active')";
                default -> "";
            };
            String from = " FROM " + Names.quoted(table) + where;
            if (connection.text("SELECT EXISTS (SELECT 1" + from + ")").equals("t")) {
                held.add(connection.text("SELECT count(*)" + from) + " in " + table);
            }
        }
        return held;
    }

    /** @throws TargetException where there is any {@link #content} */
    static void refuseContent(ServerConnection connection, List<String> tables) {
        List<String> held = content(connection, tables);
        if (!held.isEmpty()) {
            throw new TargetException(connection.settings() + " is in use: it contains rows, " + String.join(", ", held)
                    + "; this program deletes nothing in a server's database: add to it with --merge, or make a new"
                    + " one.");
        }
    }
}
