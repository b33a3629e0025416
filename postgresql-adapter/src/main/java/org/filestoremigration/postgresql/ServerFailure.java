package org.filestoremigration.postgresql;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.filestoremigration.domain.store.RefusedRowException;
import org.filestoremigration.domain.store.TargetException;
import org.jspecify.annotations.Nullable;

/** What a failure of the server or of the way to it means, in one sentence for a person, by its SQLSTATE. */
final class ServerFailure {

    private static final String TLS_REMEDY =
            "; check sslmode and sslrootcert in the target's query, which mean what they" + " mean to libpq";

    private ServerFailure() {}

    static TargetException of(SQLException e, ConnectionSettings target) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("22") || state.startsWith("23")) {
            return new RefusedRowException(target + " rejected a row: " + message(e) + ".", e);
        }
        return new TargetException(sentence(state, e, target), e);
    }

    private static String sentence(String state, SQLException e, ConnectionSettings target) {
        return switch (state) {
            case "08001", "08004", "08006" -> connection(e, target);
            case "08P01" -> "What answers at " + target + " is not a PostgreSQL server: " + message(e) + ".";
            case "28P01", "28000" -> login(e, target);
            case "3D000" ->
                "There is no database " + target + ": create it, for example with createdb " + target.database()
                        + ", or name another one.";
            case "42501" ->
                "The role " + target.user() + " lacks a permission in " + target + ": " + message(e)
                        + "; connect as the owner of the database, or have the permission granted.";
            case "55P03", "40P01" ->
                "Another program is writing to " + target + ": stop MLflow on it and migrate again.";
            case "53100" ->
                "The disk of the server of " + target + " is full: " + message(e) + "; nothing was written.";
            case "53200" -> "The server of " + target + " has too little memory: " + message(e) + ".";
            case "53300" -> "The server of " + target + " accepts no more connections: " + message(e) + ".";
            case "25006" -> readOnly(target);
            case "57P01", "57P02", "57P03" ->
                "The server of " + target + " is shutting down or starting: " + message(e) + "; nothing was written.";
            case "57014" ->
                "The server of " + target + " canceled a statement: " + message(e) + "; nothing was written.";
            default -> target + " cannot be used: " + message(e) + ".";
        };
    }

    static String readOnly(ConnectionSettings target) {
        return target + " cannot be written: it is a standby, or its sessions are read only; name the primary server.";
    }

    private static String connection(SQLException e, ConnectionSettings target) {
        Throwable cause = root(e);
        if (cause instanceof UnknownHostException) {
            return "Unknown host for " + target + ": the name " + cause.getMessage() + " is not known.";
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return "No server answers at " + target + ": is the server running, and does it listen there?"
                    + unixSocket(target);
        }
        if (cause instanceof SocketTimeoutException) {
            return target + " did not answer in time.";
        }
        if (isTls(e)) {
            return "No encrypted connection to " + target + " can be established: " + message(e) + TLS_REMEDY + ".";
        }
        if (message(e).contains("no password was provided")) {
            return login(e, target);
        }
        if ("08006".equals(e.getSQLState())) {
            return "The connection to " + target + " was lost: " + message(e) + "; nothing was written: start again.";
        }
        return "No connection to " + target + ": " + message(e) + "." + unixSocket(target);
    }

    private static boolean isTls(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof javax.net.ssl.SSLException
                    || String.valueOf(cause.getMessage()).contains("SSL")
                    || String.valueOf(cause.getMessage()).contains("hostnameverifier")) {
                return true;
            }
        }
        return false;
    }

    private static String login(SQLException e, ConnectionSettings target) {
        if (isTls(e)) {
            return target + " refuses the connection: " + message(e) + TLS_REMEDY + ".";
        }
        return "The server refuses " + target + ": " + message(e) + "; a password is taken from the target, PGPASSWORD,"
                + " or the password file (PGPASSFILE, otherwise ~/.pgpass)." + unixSocket(target);
    }

    /** Without a host libpq logs in through a Unix socket, where the account of the system may be enough. */
    private static String unixSocket(ConnectionSettings target) {
        return target.isHostNamed()
                ? ""
                : " No host is given, so localhost was tried by TCP: Unix sockets are not supported.";
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }

    /** The server's first line without what the driver puts around it: no details, which may quote a row. */
    private static String message(SQLException e) {
        @Nullable String text = e.getMessage();
        if (text == null) {
            return e.getClass().getSimpleName();
        }
        String line = text.lines().findFirst().orElse("").strip();
        line = line.replaceFirst("^(ERROR|FATAL|PANIC): +", "");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
