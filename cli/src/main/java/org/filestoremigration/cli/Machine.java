package org.filestoremigration.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the program runs, and under which account: what a report says to readers elsewhere. */
final class Machine {

    /** Linux; a look-up of the name through Java would ask the network. */
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private static final String UNKNOWN = "unknown";

    private Machine() {}

    static String name() {
        try {
            if (Files.isReadable(HOST_NAME)) {
                return Files.readString(HOST_NAME, StandardCharsets.UTF_8).strip();
            }
        } catch (IOException e) {
            // The environment may know it.
        }
        for (String variable : new String[] {"COMPUTERNAME", "HOSTNAME"}) {
            String name = System.getenv(variable);
            if (name != null && !name.isBlank()) {
                return name;
            }
        }
        return UNKNOWN;
    }

    static String user() {
        return System.getProperty("user.name", UNKNOWN);
    }
}
