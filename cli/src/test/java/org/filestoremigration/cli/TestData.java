package org.filestoremigration.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The stores and databases below {@code testdata/}, unpacked where a test wants them. */
final class TestData {

    /** Surefire and failsafe run in the module's folder. */
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Path ROOT = PROJECT.resolve("testdata");

    private TestData() {}

    static Path example() {
        return PROJECT.resolve("examples/mlruns");
    }

    static Path launcher() {
        return PROJECT.resolve("migrate-filestore");
    }

    /** The names of all stores that real MLflow releases wrote. */
    static List<String> stores() {
        return names(ROOT.resolve("stores"));
    }

    static List<String> hostileStores() {
        return names(ROOT.resolve("hostile"));
    }

    /** The rows of the table of damaged stores in {@code testdata/README.md}. */
    static List<String> hostileTable() {
        try {
            String readme = Files.readString(ROOT.resolve("README.md"));
            return readme.substring(readme.indexOf("## `hostile/"))
                    .lines()
                    .filter(line -> line.startsWith("| `"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file below {@code docs/}. */
    static String document(String name) {
        return projectFile("docs/" + name);
    }

    /** The text of a file, named from the top of the project. */
    static String projectFile(String name) {
        try {
            return Files.readString(PROJECT.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of the one test of that name in any module; empty if there is none. */
    static Optional<String> testSource(String className) {
        for (String module : names(PROJECT)) {
            Path tests = PROJECT.resolve(module).resolve(Path.of("src", "test"));
            if (Files.isDirectory(tests)) {
                Optional<Path> source = fileBelow(tests, className + ".java");
                if (source.isPresent()) {
                    return source.map(TestData::text);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Path> fileBelow(Path folder, String name) {
        try (Stream<Path> files = Files.find(folder, 20, (file, any) -> file.endsWith(name))) {
            return files.findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A script or list below {@code testdata/live}. */
    static Path live(String name) {
        return ROOT.resolve("live").resolve(name);
    }

    /** Unpacks a store and returns its {@code mlruns}. */
    static Path store(String name, Path into) {
        unpack(ROOT.resolve("stores").resolve(name).resolve("mlruns.tar.gz"), into);
        return into.resolve("mlruns");
    }

    /** Unpacks a damaged store and returns its {@code mlruns}. */
    static Path hostileStore(String name, Path into) {
        unpack(ROOT.resolve("hostile").resolve(name).resolve("store.tar.gz"), into);
        return into.resolve("mlruns");
    }

    /** The database that a complete migration of a store to an MLflow release gives. */
    static Path database(String store, String mlflowVersion, Path into) {
        return unpackedDatabase(store, "truth-" + mlflowVersion + ".db", into);
    }

    /** The database that {@code mlflow migrate-filestore} of MLflow 3.17.2 made of a store. */
    static Path officialDatabase(String store, Path into) {
        return unpackedDatabase(store, "golden-3.17.2.db", into);
    }

    private static Path unpackedDatabase(String store, String name, Path into) {
        Path packed = ROOT.resolve("stores").resolve(store).resolve(name + ".gz");
        Path unpacked = into.resolve(name);
        try (InputStream bytes = new GZIPInputStream(Files.newInputStream(packed))) {
            Files.copy(bytes, unpacked);
            return unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacks a gzipped tar. */
    static void unpack(Path archive, Path into) {
        try (TarArchiveInputStream entries =
                new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)), "UTF-8")) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                unpack(entry, entries, into.resolve(entry.getName()).normalize());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + archive, e);
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            if ((entry.getMode() & 0400) == 0) {
                Files.setPosixFilePermissions(path, Set.<PosixFilePermission>of());
            }
        }
    }
}
