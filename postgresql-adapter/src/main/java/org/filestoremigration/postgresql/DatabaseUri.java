package org.filestoremigration.postgresql;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.filestoremigration.domain.store.TargetException;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL database as MLflow gets its address: {@code postgresql://user:password@host:port/database?name=value}, by the
 * grammar of SQLAlchemy ({@code sqlalchemy.engine.url}).
 *
 * <p>The password ends at the first {@code @}; so {@code / # ?} may be in it as they are, and a {@code @} is written
 * {@code %40}. In user and password {@code +} stands for itself, in the query for a blank.
 *
 * <p>{@link #toString()} is what a person may see: neither password nor query is in it.
 *
 * @param host null where none is named
 * @param port null where none is named
 * @param database null where none is named
 * @param query in the order in which it was given
 */
public record DatabaseUri(
        @Nullable String user,
        @Nullable String password,
        @Nullable String host,
        @Nullable String port,
        @Nullable String database,
        Map<String, String> query) {

    private static final Pattern SCHEME = Pattern.compile("(?s)(postgres(?:ql)?)(\\+\\w+)?://(.*)");

    private static final Pattern REST = Pattern.compile("(?s)"
            + "(?:(?<user>[^:/]*)(?::(?<password>[^@]*))?@)?"
            + "(?:\\[(?<address>[^/?\\]]+)]|(?<host>[^/:?]+))?"
            + "(?::(?<port>[^/?]*))?"
            + "(?:/(?<database>[^?]*))?"
            + "(?:\\?(?<query>.*))?");

    public DatabaseUri {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    /** Whether a text is meant as the URI of a PostgreSQL database, a misspelt one included. */
    public static boolean isMeantBy(String text) {
        return SCHEME.matcher(text).matches();
    }

    /**
     * Reads a URI.
     *
     * @throws TargetException where it is none, in words that do not repeat its password
     */
    public static DatabaseUri parse(String text) {
        Matcher scheme = SCHEME.matcher(text);
        if (!scheme.matches()) {
            throw new TargetException("the target is not a URI of the form postgresql://user@host:port/database");
        }
        if (scheme.group(1).equals("postgres")) {
            throw new TargetException("MLflow does not know the scheme postgres://: write postgresql://");
        }
        Matcher parts = REST.matcher(scheme.group(3));
        if (!parts.matches()) {
            throw new TargetException(
                    "the target cannot be taken apart into postgresql://user:password@host:port/database:"
                            + " write a @ or : in the user or password as %40 or %3A");
        }
        String address = parts.group("address");
        DatabaseUri uri = new DatabaseUri(
                percentDecoded("user", parts.group("user")),
                percentDecoded("password", parts.group("password")),
                address == null ? parts.group("host") : address,
                number(parts.group("port")),
                blankIsNull(parts.group("database")),
                query(parts.group("query")));
        if (uri.database != null && uri.database.indexOf('%') >= 0) {
            throw new TargetException(
                    "the name of the database contains a %, which SQLAlchemy 2.0 takes literally and 2.1 decodes: give the database another name");
        }
        return uri;
    }

    private static @Nullable String number(@Nullable String port) {
        if (port == null || port.isEmpty()) {
            return null;
        }
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new TargetException(
                    "the port in the target is not a number up to 65535; a : or @ in the user or password"
                            + " is written %3A or %40");
        }
        return port;
    }

    private static Map<String, String> query(@Nullable String text) {
        Map<String, String> query = new LinkedHashMap<>();
        if (text == null) {
            return query;
        }
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(formDecoded(pair.substring(0, equals)), formDecoded(pair.substring(equals + 1)));
            } else if (!pair.isEmpty()) {
                throw new TargetException("the query of the target contains something other than name=value");
            }
        }
        return query;
    }

    private static String formDecoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new TargetException(
                    "the query of the target contains a % that is not followed by two hexadecimal digits: write %25");
        }
    }

    /** A {@code +} stands for itself here. */
    private static @Nullable String percentDecoded(String what, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new TargetException("the " + what
                    + " in the target contains a % that is not followed by two hexadecimal digits: write %25");
        }
    }

    private static @Nullable String blankIsNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** {@code postgresql://user@host:port/database}, of the parts that are there. */
    @Override
    public String toString() {
        return shown(user, host, port, database);
    }

    static String shown(
            @Nullable String user, @Nullable String host, @Nullable String port, @Nullable String database) {
        String address = host == null ? "" : host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return "postgresql://"
                + (user == null ? "" : user + "@")
                + address
                + (port == null ? "" : ":" + port)
                + (database == null ? "" : "/" + database);
    }
}
