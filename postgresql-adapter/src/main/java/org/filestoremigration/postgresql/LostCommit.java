package org.filestoremigration.postgresql;

import java.sql.SQLException;
import org.filestoremigration.domain.store.TargetException;

/** What became of a transaction whose connection was lost while it committed: the server is asked, nothing is guessed. */
final class LostCommit {

    private LostCommit() {}

    /**
     * The sentence about a commit that failed.
     *
     * @param transactionId as {@code txid_current()} told it
     */
    static TargetException outcome(ServerConnection connection, String transactionId, TargetException failure) {
        if (!isLost(connection)) {
            return failure;
        }
        String status;
        try (ServerConnection again = ServerConnection.open(connection.settings())) {
            status = again.value("SELECT txid_status(?::bigint)", transactionId);
        } catch (TargetException e) {
            failure.addSuppressed(e);
            status = null;
        }
        String lost = "The connection to " + connection.settings() + " was lost during COMMIT; ";
        if (status == null) {
            return new TargetException(
                    lost + "whether the data is there cannot be checked now: run the command verify later.", failure);
        }
        return switch (status) {
            case "committed" ->
                new TargetException(
                        lost + "the data was committed and is complete: check it with the command verify.", failure);
            case "aborted" -> new TargetException(lost + "nothing was written: migrate again.", failure);
            default ->
                new TargetException(
                        lost
                                + "the server has not decided yet: run the command verify later to see whether the data is there.",
                        failure);
        };
    }

    private static boolean isLost(ServerConnection connection) {
        try {
            return !connection.jdbc().isValid(10);
        } catch (SQLException e) {
            return true;
        }
    }
}
