package org.filestoremigration.postgresql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.filestoremigration.domain.store.StoreException;
import org.filestoremigration.domain.store.TargetException;

/**
 * libpq's connection service files: parameters under a name, {@code [name]} and lines {@code parameter=value}. The user's
 * file is {@code PGSERVICEFILE} or {@code ~/.pg_service.conf}; a name that is not there is looked for in
 * {@code pg_service.conf} in the directory {@code PGSYSCONFDIR}.
 *
 * <p>Messages name file and line, never a value: it may be a password.
 */
final class ServiceFile {

    private ServiceFile() {}

    /**
     * The parameters of a service, in their order.
     *
     * @param environment the process's variables
     * @param home the user's directory
     * @throws TargetException if no file has the name, or the file is not one that libpq reads
     */
    static Map<String, String> parameters(String service, Map<String, String> environment, Path home) {
        String named = environment.getOrDefault("PGSERVICEFILE", "");
        Path own = named.isEmpty() ? home.resolve(".pg_service.conf") : Path.of(named);
        Optional<Map<String, String>> found = Files.exists(own) ? read(own, service) : Optional.empty();
        String directory = environment.getOrDefault("PGSYSCONFDIR", "");
        if (found.isEmpty() && !directory.isEmpty()) {
            Path common = Path.of(directory, "pg_service.conf");
            found = Files.exists(common) ? read(common, service) : found;
        }
        return found.orElseThrow(() -> new TargetException("the service " + service + " is not defined in " + own
                + (directory.isEmpty() ? "" : " or in " + Path.of(directory, "pg_service.conf"))
                + ": write it there, or name the file in PGSERVICEFILE"));
    }

    private static Optional<Map<String, String>> read(Path file, String service) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new TargetException("the service file " + file + " cannot be read: " + StoreException.reason(e), e);
        }
        Map<String, String> parameters = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("[")) {
                if (parameters != null) {
                    break;
                }
                parameters = line.startsWith("[" + service + "]") ? new LinkedHashMap<>() : null;
            } else if (parameters != null && !line.isEmpty() && !line.startsWith("#")) {
                int equals = line.indexOf('=');
                String parameter = equals < 0 ? line : line.substring(0, equals);
                if (equals <= 0 || parameter.startsWith("ldap") || parameter.equals("service")) {
                    throw new TargetException("line " + (i + 1) + " of the service file " + file
                            + " is not parameter=value, or names another service: correct it");
                }
                parameters.putIfAbsent(parameter, line.substring(equals + 1));
            }
        }
        return Optional.ofNullable(parameters);
    }
}
