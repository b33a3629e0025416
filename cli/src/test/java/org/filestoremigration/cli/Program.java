package org.filestoremigration.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged program, run as its users run it: a process of its own. */
final class Program {

    private static final Path JAR = Path.of("target/migrate-filestore.jar").toAbsolutePath();

    private Program() {}

    /** What a run came to. */
    record Result(int exit, String out, String err) {

        boolean succeeded() {
            return exit == 0;
        }
    }

    static Path jar() {
        return JAR;
    }

    /** Runs the program in a folder, which also takes what it prints. */
    static Result run(Path folder, Object... args) {
        List<String> command = command();
        for (Object arg : args) {
            command.add(arg.toString());
        }
        return execute(folder, command);
    }

    /** The start of a command that runs the program with the Java of the test. */
    static List<String> command() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ArrayList<>(List.of(java.toString(), "-Xmx128m", "-XX:+UseSerialGC", "-jar", JAR.toString()));
    }

    /** Runs any command to its end. */
    static Result execute(Path folder, List<String> command) {
        try {
            Path out = Files.createTempFile(folder, "out", ".txt");
            Path err = Files.createTempFile(folder, "err", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running after five minutes: " + command);
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
}
