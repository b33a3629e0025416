package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same store gives the same database: every time, with any number of threads, on any Java. */
class DeterminismIT {

    private static final Path JAVAS = Path.of("/usr/lib/jvm");
    private static final Pattern DIGEST = Pattern.compile("(?m)^Content digest: (sha256:[0-9a-f]{64})$");

    @TempDir
    private Path folder;

    private Path mlruns = Path.of("");

    @BeforeEach
    void unpackAStore() {
        mlruns = TestData.store("3.17.2", folder);
    }

    @Test
    void givesTheSameContentWithAnyNumberOfThreadsAndAgain() {
        TreeSet<String> digests = new TreeSet<>();
        for (String threads : List.of("1", "2", "8", "8")) {
            digests.add(digest(Program.command(), threads));
        }
        assertThat(digests).hasSize(1);
        assertThat(digests).doesNotContain(digestOfAnotherStore());
    }

    /** Generated ids are part of what is compared here, and so is the order of rows. */
    @Test
    void givesTheSameRowsOnTheNewestJavaOfTheMachine() throws IOException {
        List<String> newest = Program.command();
        newest.set(0, newestJava().toString());
        assertThat(digest(newest, "2")).isEqualTo(digest(Program.command(), "1"));
        Path first = folder.resolve("0.db");
        Path second = folder.resolve("1.db");
        assertThat(DatabaseComparison.differences(first, second)).isEmpty();
        for (String table : List.of("datasets", "inputs", "input_tags", "entity_associations", "metrics")) {
            String rows = "SELECT * FROM " + table;
            assertThat(DatabaseQuery.rows(second, rows)).as(table).isEqualTo(DatabaseQuery.rows(first, rows));
        }
    }

    private String digestOfAnotherStore() {
        mlruns = TestData.store("2.22.5", folder.resolve("other"));
        return digest(Program.command(), "2");
    }

    private String digest(List<String> program, String threads) {
        int number = 0;
        while (Files.exists(folder.resolve(number + ".db"))) {
            number++;
        }
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("--source", mlruns.toString(), "--target", number + ".db", "--threads", threads));
        Program.Result result = Program.execute(folder, command);
        assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(ExitCode.COMPLETE.status());
        Matcher digest = DIGEST.matcher(result.out());
        assertThat(digest.find()).as(result.out()).isTrue();
        return digest.group(1);
    }

    /** Java 25 where Debian's folder of Javas has one, else the Java of the test. */
    private static Path newestJava() throws IOException {
        Path own = Path.of(System.getProperty("java.home"), "bin", "java");
        if (!Files.isDirectory(JAVAS)) {
            return own;
        }
        try (Stream<Path> javas = Files.list(JAVAS)) {
            return javas.filter(home -> home.getFileName().toString().contains("25"))
                    .map(home -> home.resolve("bin/java"))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElse(own);
        }
    }
}
