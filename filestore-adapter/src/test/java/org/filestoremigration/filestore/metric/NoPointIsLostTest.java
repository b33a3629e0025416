package org.filestoremigration.filestore.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.filestore.StoreOnDisk;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.KeyFiles.KeyFile;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Over random metric files, held and read again, with and without repairs: a file that is not blocked gives one row for each
 * point that differs from the others as numbers, and says how often a point stood there again.
 */
class NoPointIsLostTest {

    private static final long SEED = 20_260_101;
    private static final int FILES = 3000;

    /** Times that are close to each other in all ways in which two can become one. */
    private static final List<String> TIMES = List.of(
            "1700000000000",
            "1700000000000.0",
            "1700000000000.25",
            "1700000000000.250",
            "1700000000000.75",
            "1700000000000.00001",
            "1700000000001",
            "1700000000",
            "1700000000.0",
            "1700000000.0001",
            "1700000000.0002",
            "1700000000.001",
            "1700000000.5");

    private static final List<String> VALUES = List.of("0.5", "0.50", "1", "-0.0", "0", "nan", "inf", "True");
    private static final List<String> STEPS = List.of("0", "1", "1.0");

    @TempDir
    private Path root;

    private final Random random = new Random(SEED);

    private record File(String content, long lines, Set<List<Object>> points) {}

    /** A file of few times, so that most can be migrated, and what it says. */
    private File file() {
        StringBuilder content = new StringBuilder();
        Set<List<Object>> points = new HashSet<>();
        List<String> times =
                Stream.generate(() -> pick(TIMES)).limit(1 + random.nextInt(3)).toList();
        int lines = 1 + random.nextInt(6);
        for (int i = 0; i < lines; i++) {
            String time = pick(times);
            String value = pick(VALUES);
            String step = pick(STEPS);
            content.append(time)
                    .append(' ')
                    .append(value)
                    .append(' ')
                    .append(step)
                    .append('\n');
            Object stored = stored(value);
            points.add(List.of(new BigDecimal(time).stripTrailingZeros(), stored, new BigDecimal(step).intValue()));
        }
        return new File(content.toString(), lines, points);
    }

    /** The declared forms of a value: no negative zero, and truth values as numbers. */
    private static Object stored(String value) {
        return switch (value) {
            case "nan", "inf" -> value;
            case "True" -> 1.0;
            case "-0.0" -> 0.0;
            default -> Double.parseDouble(value);
        };
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @Test
    void givesARowForEachPointOrBlocksTheFile() throws Exception {
        int migrated = 0;
        int blocked = 0;
        for (int i = 0; i < FILES; i++) {
            File file = file();
            boolean repair = random.nextBoolean();
            int keep = random.nextBoolean() ? 1000 : 2;
            Findings findings = new Findings();
            long rows = rows(file, repair ? new MetricRepairs() : null, keep, findings);
            if (findings.blockedCount() > 0) {
                blocked++;
                assertThat(rows).as(file.content).isLessThan(file.lines);
                continue;
            }
            migrated++;
            long duplicates = findings.normalizations().getOrDefault(Normalization.DUPLICATE_POINT, 0L);
            assertThat(rows).as(file.content).isEqualTo(file.points.size());
            assertThat(rows + duplicates).as(file.content).isEqualTo(file.lines);
        }
        assertThat(migrated).as("files without a blocked line").isGreaterThan(FILES / 4);
        assertThat(blocked).as("files with one").isGreaterThan(FILES / 4);
    }

    private long rows(File file, @Nullable MetricRepairs repairs, int keep, Findings findings) throws Exception {
        new StoreOnDisk(root).file("m", file.content.getBytes(StandardCharsets.US_ASCII));
        SourceTree tree = new SourceTree(root, "", false);
        FolderReport report = new FolderReport(tree);
        SourceEntry entry = report.reader().list(tree.root()).get(0);
        MetricHistory history = MetricFile.read(new KeyFile("m", entry), repairs, report, keep);
        report.mergeInto(findings);
        if (history == null) {
            return 0;
        }
        FolderReport late = new FolderReport(tree);
        try (Stream<?> points = MetricSequence.stream(
                List.of(history),
                tree,
                (repeated, count) -> late.normalized(
                        Normalization.DUPLICATE_POINT,
                        repeated.file(),
                        repeated.file().whole(),
                        count))) {
            long rows = points.count();
            late.mergeInto(findings);
            return rows;
        }
    }
}
