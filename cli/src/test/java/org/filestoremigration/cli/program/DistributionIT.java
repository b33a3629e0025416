package org.filestoremigration.cli.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.filestoremigration.cli.fixture.Program;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is handed out: the jar, and the archives that hold it. */
class DistributionIT {

    /** All that the jar holds beside the program. */
    private static final List<String> LIBRARIES = List.of(
            "info.picocli:picocli",
            "io.r2dbc:r2dbc-spi",
            "org.jooq:jooq",
            "org.postgresql:postgresql",
            "org.reactivestreams:reactive-streams",
            "org.slf4j:slf4j-api",
            "org.slf4j:slf4j-simple",
            "org.snakeyaml:snakeyaml-engine",
            "org.xerial:sqlite-jdbc",
            "tools.jackson.core:jackson-core");

    @TempDir
    private Path folder;

    @Test
    void theJarHoldsTheLicensesOfAllThatIsInIt() throws IOException {
        try (ZipFile jar = new ZipFile(Program.jar().toFile())) {
            assertThat(text(jar, "META-INF/NOTICE")).contains("MLflow is Copyright 2018 Databricks, Inc.");
            assertThat(text(jar, "META-INF/THIRD-PARTY.txt").lines().filter(line -> line.contains("(")))
                    .hasSize(LIBRARIES.size())
                    .allMatch(line -> line.matches(" +\\((Apache-2.0|BSD-2-Clause|MIT|CC0-1.0)\\) .*"));
            for (String library : LIBRARIES) {
                assertThat(text(jar, "META-INF/THIRD-PARTY.txt")).contains("(" + library + ":");
            }
            assertThat(names(jar).stream()
                            .filter(name -> name.startsWith("META-INF/licenses/") && !name.endsWith("/"))
                            .map(name -> name.replaceAll("-[0-9][^/]*-jar/", "/")))
                    .containsExactlyInAnyOrder(
                            "META-INF/licenses/jackson-core/FastDoubleParser-LICENSE",
                            "META-INF/licenses/jackson-core/FastDoubleParser-ThirdParty-LICENSE",
                            "META-INF/licenses/jackson-core/LICENSE",
                            "META-INF/licenses/jackson-core/NOTICE",
                            "META-INF/licenses/jackson-core/Schubfach-LICENSE",
                            "META-INF/licenses/jooq/LICENSE.txt",
                            "META-INF/licenses/postgresql/LICENSE",
                            "META-INF/licenses/com.ongres.scram/scram-client-3.2/META-INF/LICENSE",
                            "META-INF/licenses/com.ongres.scram/scram-common-3.2/META-INF/LICENSE",
                            "META-INF/licenses/com.ongres.stringprep/saslprep-2.2/META-INF/LICENSE",
                            "META-INF/licenses/com.ongres.stringprep/stringprep-2.2/META-INF/LICENSE",
                            "META-INF/licenses/r2dbc-spi/LICENSE",
                            "META-INF/licenses/r2dbc-spi/NOTICE",
                            "META-INF/licenses/slf4j-api/LICENSE.txt",
                            "META-INF/licenses/slf4j-simple/LICENSE.txt",
                            "META-INF/licenses/sqlite-jdbc/LICENSE",
                            "META-INF/licenses/sqlite-jdbc/LICENSE.zentus");
        }
    }

    /** A library that nobody listed would bring a package of its own. */
    @Test
    void theJarHoldsNoOtherPackagesThanTheListedLibraries() throws IOException {
        try (ZipFile jar = new ZipFile(Program.jar().toFile())) {
            assertThat(names(jar).stream()
                            .filter(name -> name.endsWith(".class") && !name.startsWith("META-INF/"))
                            .map(name -> name.replaceAll("^((?:[^/]+/){1,2}).*", "$1"))
                            .distinct()
                            .sorted())
                    .containsExactly(
                            "io/r2dbc/",
                            "org/filestoremigration/",
                            "org/jooq/",
                            "org/postgresql/",
                            "org/reactivestreams/",
                            "org/slf4j/",
                            "org/snakeyaml/",
                            "org/sqlite/",
                            "picocli/",
                            "tools/jackson/");
        }
    }

    @Test
    void theUnpackedArchiveRunsThroughALinkFromAnyFolder() throws IOException {
        TestData.unpack(archive(".tar.gz"), folder);
        Path home = onlyChild(folder);
        Path launcher = home.resolve("bin/migrate-filestore");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path link = Files.createSymbolicLink(folder.resolve("a link"), launcher);
        Path elsewhere = Files.createDirectory(folder.resolve("else where"));

        Program.Result result = Program.execute(
                elsewhere,
                List.of(link.toString(), "--source", TestData.example().toString(), "--target", "sqlite:///new.db"));

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(elsewhere.resolve("new.db")).isRegularFile();
    }

    @Test
    void bothArchivesHoldTheSame() throws IOException {
        TestData.unpack(archive(".tar.gz"), folder);
        Path home = onlyChild(folder);
        try (ZipFile zip = new ZipFile(archive(".zip").toFile())) {
            TreeMap<String, Long> zipped = new TreeMap<>();
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (!entry.isDirectory()) {
                    zipped.put(entry.getName(), entry.getSize());
                }
            }
            TreeMap<String, Long> unpacked = new TreeMap<>();
            try (Stream<Path> files = Files.walk(home)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    unpacked.put(folder.relativize(file).toString(), Files.size(file));
                }
            }
            assertThat(zipped).isEqualTo(unpacked);
        }
        assertThat(Files.readString(home.resolve("bin/migrate-filestore.cmd"), UTF_8)
                        .split("\n"))
                .allMatch(line -> line.endsWith("\r"));
        assertThat(Files.readString(home.resolve("bin/migrate-filestore"), UTF_8))
                .doesNotContain("\r");
        assertThat(home.resolve("lib/migrate-filestore.jar")).hasSameBinaryContentAs(Program.jar());
    }

    private static Path archive(String ending) throws IOException {
        try (Stream<Path> files = Files.list(Program.jar().getParent())) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .matches("migrate-filestore-[0-9.]+(-SNAPSHOT)?\\.(tar\\.gz|zip)"))
                    .filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path onlyChild(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> children = files.toList();
            assertThat(children).hasSize(1);
            return children.get(0);
        }
    }

    private static List<String> names(ZipFile zip) {
        return Collections.list(zip.entries()).stream().map(ZipEntry::getName).toList();
    }

    private static String text(ZipFile zip, String name) throws IOException {
        return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), UTF_8);
    }
}
