package org.filestoremigration.cli.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.filestoremigration.cli.fixture.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives, unpacked as their users unpack them. */
class ArchiveIT {

    private static final String SMALL = "migrate-filestore-[0-9.]+(-SNAPSHOT)?\\.tar\\.gz";
    private static final String WITH_JAVA = "migrate-filestore-.*-linux-x64\\.tar\\.gz";
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern EXIT_CODE = Pattern.compile("(?m)^\\| \\d+ \\| [^|]+\\|");

    @TempDir
    private Path folder;

    @Test
    void linksToNothingThatIsNotInIt() throws IOException {
        Path home = unpacked(SMALL);
        int links = 0;
        try (Stream<Path> files = Files.walk(home)) {
            for (Path document :
                    files.filter(file -> file.toString().endsWith(".md")).toList()) {
                for (MatchResult link :
                        LINK.matcher(Files.readString(document)).results().toList()) {
                    if (!link.group(1).contains("://")) {
                        assertThat(document.resolveSibling(link.group(1)).normalize())
                                .as("%s in %s", link.group(), home.relativize(document))
                                .exists()
                                .startsWith(home);
                        links++;
                    }
                }
            }
        }
        assertThat(links).isGreaterThan(12);
    }

    @Test
    void saysOfExitCodesWhatTheProjectSays() throws IOException {
        List<String> project = exitCodes(Shell.PROJECT.resolve("README.md"));
        assertThat(exitCodes(unpacked(SMALL).resolve("README.md"))).hasSize(9).isEqualTo(project);
    }

    @Test
    void holdsTheLicense() throws IOException {
        Path home = unpacked(SMALL);
        for (String file : List.of("LICENSE", "NOTICE")) {
            assertThat(home.resolve(file)).hasSameTextualContentAs(Shell.PROJECT.resolve(file));
        }
        assertThat(home.resolve("LICENSE")).content().contains("Apache License", "END OF TERMS AND CONDITIONS");
        Program.Result inTheJar =
                new Shell(folder).run("unzip", "-p", home.resolve("lib/migrate-filestore.jar"), "META-INF/LICENSE");
        assertThat(inTheJar.out()).isEqualTo(Files.readString(Shell.PROJECT.resolve("LICENSE")));
    }

    @Test
    void migratesItsExampleWithItsOwnJavaWhereThereIsNoOther() throws IOException {
        Path home = unpackedWithJava();
        Shell shell = new Shell(folder)
                .with("PATH", toolsWithoutJava())
                .with("JAVA_HOME", folder.resolve("an old java that is gone"));
        Path program = home.resolve("bin/migrate-filestore");
        Path example = home.resolve("examples/mlruns");

        Program.Result migrated = shell.run(program, "--source", example, "--target", "sqlite:///mlflow.db");
        assertThat(migrated.exit()).as(migrated.toString()).isZero();
        assertThat(migrated.err()).isEmpty();
        Program.Result verified = shell.run(program, "verify", "--source", example, "--target", "sqlite:///mlflow.db");
        assertThat(verified.exit()).as(verified.toString()).isZero();

        // With other compilers of Java, which the archive brings the options for.
        Program.Result copied = shell.run(
                program,
                "--source",
                example,
                "--target",
                "sqlite:///other.db",
                "--copy-artifacts",
                folder.resolve("copies"));
        assertThat(copied.exit()).as(copied.toString()).isZero();
        assertThat(copied.err()).isEmpty();
    }

    /** A server wants to be found by name, to show a certificate, and to be logged in to. */
    @Test
    void itsOwnJavaHasWhatADatabaseServerNeeds() throws IOException, URISyntaxException {
        Path home = unpackedWithJava();
        Path classes = Path.of(RuntimeProbe.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Program.Result result =
                new Shell(folder).run(home.resolve("runtime/bin/java"), "-cp", classes, RuntimeProbe.class.getName());
        assertThat(result.out()).as(result.toString()).isEqualTo("complete\n");
    }

    private Path unpackedWithJava() throws IOException {
        assumeTrue(Shell.hasBuilt(WITH_JAVA), "an archive with its own Java is made on Linux x64 only");
        return unpacked(WITH_JAVA);
    }

    private Path unpacked(String archive) throws IOException {
        Path into = Files.createDirectory(folder.resolve("unpacked"));
        Program.Result result = new Shell(into).run("tar", "-xzf", Shell.built(archive));
        assertThat(result.exit()).as(result.toString()).isZero();
        try (Stream<Path> content = Files.list(into)) {
            return content.toList().get(0);
        }
    }

    private Path toolsWithoutJava() throws IOException {
        Path tools = folder.resolve("tools");
        for (String tool : List.of("sh", "readlink", "dirname", "sed")) {
            Shell.script(tools.resolve(tool), "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
        }
        return tools;
    }

    private static List<String> exitCodes(Path readme) throws IOException {
        return EXIT_CODE
                .matcher(Files.readString(readme))
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
