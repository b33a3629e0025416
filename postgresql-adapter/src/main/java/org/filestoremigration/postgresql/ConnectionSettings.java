package org.filestoremigration.postgresql;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.filestoremigration.domain.store.TargetException;
import org.jspecify.annotations.Nullable;

/**
 * What the driver is told: a URI, completed as libpq completes it from a service and the environment, in the driver's own
 * words.
 *
 * <p>The driver gets properties and a URL without content: nothing needs escaping, and no message of the driver can
 * quote a password. A password that neither URI nor service nor {@code PGPASSWORD} has is looked for by the driver in the file that
 * {@code PGPASSFILE} names, otherwise in {@code ~/.pgpass}.
 */
final class ConnectionSettings {

    private static final String DEFAULT_PORT = "5432";

    /** libpq's variables that stand for a parameter of the query. */
    private static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("PGAPPNAME", "application_name"),
            Map.entry("PGCHANNELBINDING", "channel_binding"),
            Map.entry("PGCONNECT_TIMEOUT", "connect_timeout"),
            Map.entry("PGGSSENCMODE", "gssencmode"),
            Map.entry("PGOPTIONS", "options"),
            Map.entry("PGSSLCERT", "sslcert"),
            Map.entry("PGSSLKEY", "sslkey"),
            Map.entry("PGSSLMODE", "sslmode"),
            Map.entry("PGSSLROOTCERT", "sslrootcert"),
            Map.entry("PGTARGETSESSIONATTRS", "target_session_attrs"));

    /** libpq's parameters and what the driver calls them. */
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("application_name", "ApplicationName"),
            Map.entry("channel_binding", "channelBinding"),
            Map.entry("connect_timeout", "connectTimeout"),
            Map.entry("gssencmode", "gssEncMode"),
            Map.entry("options", "options"),
            Map.entry("sslcert", "sslcert"),
            Map.entry("sslkey", "sslkey"),
            Map.entry("sslmode", "sslmode"),
            Map.entry("sslpassword", "sslpassword"),
            Map.entry("sslrootcert", "sslrootcert"));

    private final String user;
    private final @Nullable String password;
    private final String host;
    private final String port;
    private final String database;
    private final boolean hostNamed;
    private final Map<String, String> parameters;

    private ConnectionSettings(DatabaseUri uri, Map<String, String> environment, String account, Path home) {
        parameters = new LinkedHashMap<>();
        VARIABLES.forEach((variable, parameter) -> {
            String value = environment.getOrDefault(variable, "");
            if (!value.isEmpty()) {
                parameters.put(parameter, value);
            }
        });
        Map<String, String> query = new LinkedHashMap<>(uri.query());
        String name = first(query.remove("service"), environment.get("PGSERVICE"));
        Map<String, String> service =
                name == null ? new LinkedHashMap<>() : ServiceFile.parameters(name, environment, home);
        String namedHost = first(query.remove("host"), uri.host(), service.remove("host"), environment.get("PGHOST"));
        hostNamed = namedHost != null;
        host = namedHost == null ? "localhost" : namedHost;
        if (host.indexOf('/') >= 0 || host.startsWith("@")) {
            throw new TargetException("the target's host " + host
                    + " is a Unix socket, which is not supported: use host=localhost, or the server's name");
        }
        port = firstOr(
                DEFAULT_PORT, query.remove("port"), uri.port(), service.remove("port"), environment.get("PGPORT"));
        user = firstOr(account, query.remove("user"), uri.user(), service.remove("user"), environment.get("PGUSER"));
        password = first(
                query.remove("password"), uri.password(), service.remove("password"), environment.get("PGPASSWORD"));
        database = firstOr(
                user, query.remove("dbname"), uri.database(), service.remove("dbname"), environment.get("PGDATABASE"));
        refuseUnknown(service, "service " + name);
        refuseUnknown(query, "query");
        parameters.putAll(service);
        parameters.putAll(query);
    }

    private static void refuseUnknown(Map<String, String> parameters, String where) {
        for (String parameter : parameters.keySet()) {
            if (!PROPERTIES.containsKey(parameter) && !parameter.equals("target_session_attrs")) {
                throw new TargetException("the target's " + where + " has the parameter " + parameter
                        + ", which this program does not support: remove it");
            }
        }
    }

    /**
     * For this process: its variables, its user's name and directory.
     *
     * @throws TargetException for what the driver cannot do
     */
    static ConnectionSettings of(DatabaseUri uri) {
        return of(uri, System.getenv(), System.getProperty("user.name"), Path.of(System.getProperty("user.home")));
    }

    /**
     * @param environment the process's variables
     * @param account who runs the process, who is also the role where none is named
     * @param home where the account's files are
     * @throws TargetException for what the driver cannot do
     */
    static ConnectionSettings of(DatabaseUri uri, Map<String, String> environment, String account, Path home) {
        return new ConnectionSettings(uri, environment, account, home);
    }

    private static @Nullable String first(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isEmpty()) {
                return candidate;
            }
        }
        return null;
    }

    private static String firstOr(String other, @Nullable String... candidates) {
        String found = first(candidates);
        return found == null ? other : found;
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("PGHOST", host);
        properties.setProperty("PGPORT", port);
        properties.setProperty("PGDBNAME", database);
        properties.setProperty("user", user);
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", "migrate-filestore");
        // A server that went away is noticed, whatever the network between says.
        properties.setProperty("tcpKeepAlive", "true");
        // Rows come in pieces: a history must not have to fit into memory.
        properties.setProperty("defaultRowFetchSize", "1000");
        parameters.forEach((parameter, value) -> set(properties, parameter, value));
        return properties;
    }

    private static void set(Properties properties, String parameter, String value) {
        if (parameter.equals("target_session_attrs")) {
            switch (value) {
                case "any" -> {}
                case "read-write", "primary" -> properties.setProperty("targetServerType", "primary");
                default ->
                    throw new TargetException("the target's parameter target_session_attrs is " + value
                            + ", but the server must be writable: use read-write");
            }
        } else if (parameter.equals("sslrootcert") && value.equals("system")) {
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        } else {
            properties.setProperty(PROPERTIES.getOrDefault(parameter, parameter), value);
        }
    }

    String user() {
        return user;
    }

    String database() {
        return database;
    }

    /** Whether the host was chosen; otherwise libpq would use a Unix socket, with other rules for who may log in. */
    boolean isHostNamed() {
        return hostNamed;
    }

    boolean hasPassword() {
        return password != null;
    }

    /** {@code postgresql://user@host:port/database}: what a person may see. */
    @Override
    public String toString() {
        return DatabaseUri.shown(user, host, port, database);
    }
}
