package org.filestoremigration.postgresql;

import org.jspecify.annotations.Nullable;

/** Where MLflow takes the ids of its experiments from: it must be above all that there are. */
final class ExperimentSequence {

    static final String NAME = "experiments_experiment_id_seq";

    /** The greatest id, of those below the end of the sequence: an owner may have made the column wider than that. */
    private static final String GREATEST =
            "SELECT max(experiment_id) AS greatest FROM experiments WHERE experiment_id <"
                    + " (SELECT seqmax FROM pg_sequence WHERE seqrelid = '" + NAME + "'::regclass)";

    private static final String BEHIND = "SELECT next, greatest FROM"
            + " (SELECT CASE WHEN is_called THEN last_value + 1 ELSE last_value END AS next FROM " + NAME + ") AS s,"
            + " (" + GREATEST + ") AS e WHERE next <= greatest";

    static final String COMPLAINT =
            "SELECT 'MLflow''s next experiment would get the id ' || next || ', but there is one with ' || greatest || '.'"
                    + " FROM (" + BEHIND + ") AS b";

    private ExperimentSequence() {}

    /** The id that the next experiment is to get in a database that this program filled. */
    static String next(ServerConnection connection) {
        return connection.text("SELECT coalesce(greatest, 0) + 1 FROM (" + GREATEST + ") AS g");
    }

    /** The same of a database in use, whose sequence never goes back; null where it stands right. */
    static @Nullable String nextIfBehind(ServerConnection connection) {
        return connection.rows(BEHIND).isEmpty() ? null : next(connection);
    }

    /** Undone by a rollback; only for the owner. */
    static void restart(ServerConnection connection, String next) {
        connection.execute("ALTER SEQUENCE " + NAME + " RESTART WITH " + next);
    }

    /** Not undone by a rollback, and so the last thing before the end. */
    static void set(ServerConnection connection, String next) {
        connection.text("SELECT setval(?::regclass, ?::bigint, false)", NAME, next);
    }
}
