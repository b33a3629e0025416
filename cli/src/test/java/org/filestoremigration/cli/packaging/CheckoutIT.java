package org.filestoremigration.cli.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.cli.fixture.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of a checkout where nothing is built yet, with stand-ins for Java's compiler and Maven. */
class CheckoutIT {

    private static final List<String> TOOLS = List.of(
            "sh",
            "readlink",
            "dirname",
            "find",
            "head",
            "tail",
            "mkdir",
            "flock",
            "cat",
            "sed",
            "grep",
            "touch",
            "cp",
            "ls",
            "cksum",
            "tr",
            "mv",
            "rm");

    private static final String ELSEWHERE = """
            Debian and Ubuntu have both: apt-get install openjdk-17-jdk-headless maven
            For ways to install the program without them, see docs/install.md
            """;

    @TempDir
    private Path folder;

    private Path home = Path.of("");
    private Path tools = Path.of("");

    @BeforeEach
    void makeACheckout() throws IOException {
        home = Files.createDirectories(folder.resolve("a check out"));
        tools = Files.createDirectories(folder.resolve("tools"));
        for (String file : List.of("migrate-filestore", "cli/src/dist/bin/migrate-filestore", "pom.xml")) {
            Files.createDirectories(home.resolve(file).getParent());
            Files.copy(Shell.PROJECT.resolve(file), home.resolve(file));
        }
        for (String tool : TOOLS) {
            Shell.script(tools.resolve(tool), "#!/bin/sh\nexec " + onPath(tool) + " \"$@\"\n");
        }
    }

    @Test
    void namesAllThatIsMissingAtOnce() {
        Program.Result result = launch(new Shell(folder));
        assertThat(result.exit()).isEqualTo(70);
        assertThat(result.err()).isEqualTo("""
                migrate-filestore: the program has to be built once, but something is missing:
                  a JDK, 17 or newer: there is no javac on the PATH, and JAVA_HOME is not set
                  Maven, 3.8.7 or newer: there is no mvn on the PATH
                """ + ELSEWHERE);
    }

    @Test
    void tellsAJreFromAJdk() throws IOException {
        Path jre = folder.resolve("jre");
        Shell.script(jre.resolve("bin/java"), "#!/bin/sh\n");
        maven("exit 1");
        Program.Result result = launch(new Shell(folder).with("JAVA_HOME", jre));
        assertThat(result.exit()).isEqualTo(70);
        assertThat(result.err()).isEqualTo("""
                migrate-filestore: the program has to be built once, but something is missing:
                  a JDK, 17 or newer: the Java in JAVA_HOME, %s, has no compiler: it is a JRE
                """.formatted(jre) + ELSEWHERE);
    }

    @Test
    void tellsAnOldCompilerAndAnOldMavenFromNewOnes() throws IOException {
        Path old = folder.resolve("old");
        Shell.script(old.resolve("bin/java"), "#!/bin/sh\n");
        Shell.script(old.resolve("bin/javac"), "#!/bin/sh\necho javac 1.8.0_402 >&2\n");
        maven("exit 1");
        assertThat(launch(new Shell(folder).with("JAVA_HOME", old)).err())
                .contains("  a JDK, 17 or newer: " + old + "/bin/javac is Java 8\n");

        Shell.script(
                tools.resolve("mvn"),
                "#!/bin/sh\necho Apache Maven 3.6.3 '(40f52333136460af0dc0d7232c0dc0bcf0d9e117)'\n");
        assertThat(launch(withOwnJdk()).err()).isEqualTo("""
                migrate-filestore: the program has to be built once, but something is missing:
                  Maven, 3.8.7 or newer: mvn is Maven 3.6.3
                """ + ELSEWHERE);
    }

    @Test
    void showsHowFarTheBuildIs() throws IOException {
        maven("""
                echo '[INFO] Building Domain 0.1.0-SNAPSHOT                                     [1/2]'
                echo '[INFO] --- some-plugin:1.0:run (default) @ domain ---'
                echo '[INFO] Building Command line 0.1.0-SNAPSHOT                               [2/2]'
                mkdir -p cli/target && cp '%s' cli/target/migrate-filestore.jar
                """.formatted(Shell.BUILT.resolve("migrate-filestore.jar")));
        Program.Result result = launch(withOwnJdk());
        assertThat(result.err()).isEqualTo("""
                migrate-filestore: building the program, once; the first time Maven also downloads what it needs
                migrate-filestore: building the program, once: 0 of 2 modules done, now Domain
                migrate-filestore: building the program, once: 1 of 2 modules done, now Command line
                """);
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("dc11669786a5");

        assertThat(launch(withOwnJdk()).err()).isEmpty();
    }

    @Test
    void saysWhatMavenSaysWhereTheBuildFails() throws IOException {
        maven("""
                echo '[INFO] Building Domain 0.1.0-SNAPSHOT                                     [1/2]'
                echo '[ERROR] the network is down'
                exit 1
                """);
        Program.Result result = launch(withOwnJdk());
        assertThat(result.exit()).isEqualTo(70);
        assertThat(result.err()).endsWith("""
                [ERROR] the network is down
                migrate-filestore: the build failed; its complete output is in %s/target/build.log
                """.formatted(home));
    }

    private Shell withOwnJdk() {
        return new Shell(folder).with("JAVA_HOME", System.getProperty("java.home"));
    }

    /** A Maven that is new enough and does this when it builds. */
    private void maven(String building) throws IOException {
        Shell.script(tools.resolve("mvn"), """
                #!/bin/sh
                if [ "$1" = -version ]; then echo Apache Maven 3.8.7 && exit; fi
                """ + building + "\n");
    }

    private Program.Result launch(Shell shell) {
        return shell.with("PATH", tools).run(tools.resolve("sh"), home.resolve("migrate-filestore"), "schemas");
    }

    private static Path onPath(String tool) {
        return Stream.of("/usr/bin", "/bin")
                .map(place -> Path.of(place, tool))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
