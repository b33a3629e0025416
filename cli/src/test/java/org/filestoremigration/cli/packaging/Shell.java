package org.filestoremigration.cli.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.filestoremigration.cli.fixture.Program;

/**
 * Runs commands in a folder, with an environment of their own.
 *
 * @param environment replaces the test's own
 */
record Shell(Path folder, Map<String, String> environment) {

    /** The top of the project: failsafe runs in the module's folder. */
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    /** What {@code mvn package} leaves of this module. */
    static final Path BUILT = Path.of("target").toAbsolutePath();

    Shell(Path folder) {
        this(folder, Map.of("HOME", folder.toString(), "PATH", Objects.requireNonNull(System.getenv("PATH"))));
    }

    /** With the test's own environment: proxies and certificates that downloads need. */
    static Shell inherited(Path folder) {
        return new Shell(folder, System.getenv());
    }

    Shell with(String name, Object value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value.toString());
        return new Shell(folder, more);
    }

    Program.Result run(Object... command) {
        return Program.execute(folder, words(command));
    }

    /** A process that goes on while the test does. */
    ProcessBuilder command(Object... command) {
        return new ProcessBuilder(words(command)).directory(folder.toFile());
    }

    private List<String> words(Object... command) {
        List<String> words = new ArrayList<>(List.of("/usr/bin/env", "-i"));
        environment.forEach((name, value) -> words.add(name + "=" + value));
        Stream.of(command).map(Object::toString).forEach(words::add);
        return words;
    }

    /** A file that can be executed, such as a stand-in for a program. */
    static Path script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The one file that {@code mvn package} left whose name matches. */
    static Path built(String name) throws IOException {
        List<Path> found = allBuilt(name);
        if (found.size() != 1) {
            throw new IllegalStateException("in " + BUILT + " match " + name + ": " + found);
        }
        return found.get(0);
    }

    static boolean hasBuilt(String name) throws IOException {
        return !allBuilt(name).isEmpty();
    }

    private static List<Path> allBuilt(String name) throws IOException {
        try (Stream<Path> files = Files.list(BUILT)) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .toList();
        }
    }
}
