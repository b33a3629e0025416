package org.filestoremigration.cli.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A Java on this machine that can run the program. */
record InstalledJava(int major, Path program) {

    private static final Path DEBIANS_FOLDER = Path.of("/usr/lib/jvm");
    private static final int OLDEST = 17;

    /** The Java of the test, and behind it one of each other version that Debian's folder or {@code JAVA_HOME} has. */
    static List<InstalledJava> all() {
        InstalledJava own =
                new InstalledJava(Runtime.version().feature(), program(Path.of(System.getProperty("java.home"))));
        Map<Integer, InstalledJava> others = new TreeMap<>();
        for (Path home : homes()) {
            at(home).filter(java -> java.major() >= OLDEST && java.major() != own.major())
                    .ifPresent(java -> others.putIfAbsent(java.major(), java));
        }
        List<InstalledJava> all = new ArrayList<>(List.of(own));
        all.addAll(others.values());
        return all;
    }

    private static List<Path> homes() {
        List<Path> homes = new ArrayList<>();
        Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
        if (Files.isDirectory(DEBIANS_FOLDER)) {
            try (Stream<Path> installed = Files.list(DEBIANS_FOLDER)) {
                installed.sorted().forEach(homes::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return homes;
    }

    private static Optional<InstalledJava> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release) || !Files.isExecutable(program(home))) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (InputStream text = Files.newInputStream(release)) {
            properties.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        return version.isEmpty()
                ? Optional.empty()
                : Optional.of(new InstalledJava(Runtime.Version.parse(version).feature(), program(home)));
    }

    private static Path program(Path home) {
        return home.resolve("bin/java");
    }
}
