package org.filestoremigration.cli.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs commands in a folder, with an environment of their own.
 *
 * @param environment takes the place of the test's own; without a {@code PATH} the test's is kept
 */
record Shell(Path folder, Map<String, String> environment) {

    /** The top of the project: failsafe runs in the module's folder. */
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    /** What {@code mvn package} leaves of this module. */
    static final Path BUILT = Path.of("target").toAbsolutePath();

    record Result(int exit, String out, String err) {

        /** Both outputs, for the message of an assertion. */
        String all() {
            return "exit " + exit + "\n" + out + err;
        }
    }

    Shell(Path folder) {
        this(folder, Map.of());
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

    Result run(Object... command) {
        try {
            Path out = Files.createTempFile(folder, "out", ".txt");
            Path err = Files.createTempFile(folder, "err", ".txt");
            Process process =
                    start(command(command).redirectOutput(out.toFile()).redirectError(err.toFile()));
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running after ten minutes: " + List.of(command));
            }
            Result result = new Result(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
            Files.delete(out);
            Files.delete(err);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A command that is ready to be started. */
    ProcessBuilder command(Object... command) {
        ProcessBuilder process =
                new ProcessBuilder(Stream.of(command).map(Object::toString).toList()).directory(folder.toFile());
        String path = Objects.requireNonNull(System.getenv("PATH"));
        process.environment().clear();
        process.environment().put("PATH", path);
        process.environment().put("HOME", folder.toString());
        process.environment().putAll(environment);
        return process;
    }

    private static Process start(ProcessBuilder command) throws IOException {
        Process process = command.start();
        process.getOutputStream().close();
        return process;
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
