package org.filestoremigration.cli.hostile;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.filestoremigration.cli.ExitCode;
import org.filestoremigration.cli.Main;
import org.filestoremigration.cli.fixture.DatabaseQuery;

/**
 * What one migration of a store came to, put together from what a user sees: the exit code, the printed lines, the
 * database, and a verification with the same options.
 *
 * @param files the printed accounting, such as {@code 9 = 5 + 1 + 0 + 3}
 * @param blocked how many blocked items, then the items that are shown
 * @param repaired how many repairs, then the repairs that are shown
 * @param noted how many notes, then the notes that are shown
 * @param rows of the tables that hold any, {@code absent} without a target
 * @param problems everything that must never be: a wrong sum, a stack trace, a bad database, a failed verification
 */
record HostileOutcome(
        int exit,
        String files,
        List<String> blocked,
        List<String> repaired,
        List<String> noted,
        String rows,
        List<String> problems) {

    private static final Pattern ACCOUNTING = Pattern.compile(
            "Files of the source: (\\d+) = (\\d+) migrated \\+ (\\d+) normalized \\+ (\\d+) left alone \\+ (\\d+) blocked");
    private static final String TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN"
            + " ('alembic_version', 'workspaces', 'secrets_metadata') AND name NOT LIKE 'sqlite_%' ORDER BY rowid";

    /** Migrates a store to a new target, and verifies the target if there is one. */
    static HostileOutcome of(Path mlruns, Path target, List<String> options) {
        Run migration = run("migrate", mlruns, target, options);
        List<String> problems = new ArrayList<>();
        String files = accounting(migration.out, filesBelow(mlruns, options.contains("--follow-symlinks")), problems);
        problems.addAll(traces(migration));
        if (migration.exit == ExitCode.DEFECT.status() || migration.exit == ExitCode.DIFFERENT.status()) {
            problems.add(migration.out + migration.err);
        }
        if (Files.exists(target)) {
            problems.addAll(complaints(target));
            Run verification = run("verify", mlruns, target, options);
            problems.addAll(traces(verification));
            if (verification.exit != migration.exit) {
                problems.add("verify says " + verification.exit + ":\n" + verification.out + verification.err);
            }
        }
        return new HostileOutcome(
                migration.exit,
                files,
                section(migration.out, "Blocked, because it cannot be migrated exactly: "),
                section(migration.out, "Repaired: "),
                section(migration.out, "Noted: "),
                Files.exists(target) ? rows(target) : "absent",
                problems);
    }

    /** As the table has it: a line for each thing there is to say, with the first item of each kind. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("exit " + exit + "\nfiles " + files + "\nrows " + rows + "\n");
        first(text, "blocked", blocked);
        first(text, "repaired", repaired);
        first(text, "noted", noted);
        return text.toString();
    }

    private static void first(StringBuilder text, String heading, List<String> items) {
        if (!items.isEmpty()) {
            text.append(heading)
                    .append(' ')
                    .append(items.get(0))
                    .append(": ")
                    .append(items.get(1))
                    .append('\n');
        }
    }

    private record Run(int exit, String out, String err) {}

    private static Run run(String command, Path mlruns, Path target, List<String> options) {
        List<String> reading = new ArrayList<>(options);
        int onBad = reading.indexOf("--on-bad");
        if (command.equals("verify") && onBad >= 0) {
            reading.subList(onBad, onBad + 2).clear();
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] args = Stream.concat(
                        Stream.of(command, "--source", mlruns.toString(), "--target", target.toString()),
                        reading.stream())
                .toArray(String[]::new);
        int exit = Main.run(args, new PrintWriter(out), new PrintWriter(err));
        return new Run(exit, out.toString(), err.toString());
    }

    private static List<String> traces(Run run) {
        return Stream.of(run.out, run.err)
                .flatMap(String::lines)
                .filter(line -> line.startsWith("\tat ") || line.contains("Exception"))
                .toList();
    }

    /** The printed line, short, once its sum is the number of files on disk. */
    private static String accounting(String out, long onDisk, List<String> problems) {
        Matcher line = ACCOUNTING.matcher(out.replace(",", ""));
        if (!line.find()) {
            return "none";
        }
        long[] counts = Stream.of(1, 2, 3, 4, 5)
                .map(line::group)
                .mapToLong(Long::parseLong)
                .toArray();
        if (Arrays.stream(counts, 1, 5).sum() != onDisk || counts[0] != onDisk) {
            problems.add(line.group() + ", but there are " + onDisk);
        }
        return counts[0] + " = " + counts[1] + " + " + counts[2] + " + " + counts[3] + " + " + counts[4];
    }

    /**
     * Links and special files count as one, what cannot be reached as none; a link to a folder elsewhere is what it leads to if it is {@code followed}.
     */
    static long filesBelow(Path root, boolean followed) {
        AtomicLong files = new AtomicLong();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    boolean elsewhere = attributes.isSymbolicLink()
                            && Files.isDirectory(file)
                            && !file.toRealPath().startsWith(root.toRealPath());
                    files.addAndGet(followed && elsewhere ? filesBelow(file.toRealPath(), true) : 1);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.get();
    }

    private static List<String> section(String out, String heading) {
        List<String> lines = out.lines().toList();
        Optional<String> start =
                lines.stream().filter(line -> line.startsWith(heading)).findFirst();
        if (start.isEmpty()) {
            return List.of();
        }
        return Stream.concat(
                        Stream.of(start.get().substring(heading.length())),
                        lines.subList(lines.indexOf(start.get()) + 1, lines.size()).stream()
                                .takeWhile(line -> line.startsWith("  "))
                                .map(String::strip))
                .toList();
    }

    private static List<String> complaints(Path target) {
        return Stream.of("PRAGMA foreign_key_check", "PRAGMA integrity_check")
                .flatMap(check -> DatabaseQuery.rows(target, check).stream())
                .filter(complaint -> !complaint.equals("ok"))
                .toList();
    }

    private static String rows(Path target) {
        return DatabaseQuery.rows(target, TABLES).stream()
                .sorted()
                .map(table -> table + " " + DatabaseQuery.integer(target, "SELECT count(*) FROM " + table))
                .filter(count -> !count.endsWith(" 0"))
                .collect(Collectors.joining(", "));
    }
}
