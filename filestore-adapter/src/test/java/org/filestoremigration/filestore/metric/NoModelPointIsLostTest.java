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
import org.filestoremigration.filestore.disk.SourceTree;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * As {@link NoPointIsLostTest}, of a logged model's metrics, whose key has neither value nor dataset: a file that is not
 * blocked gives one row for each point that differs from the others, in whatever part, and says how often one stood there
 * again or had no row because its run is gone.
 */
class NoModelPointIsLostTest {

    private static final long SEED = 20_260_102;
    private static final int FILES = 3000;
    private static final String GONE = "gone";

    private static final List<String> TIMES = List.of(
            "1700000000000",
            "1700000000000.0",
            "1700000000000.25",
            "1700000000000.75",
            "1700000000001",
            "1700000000002",
            "1700000000.5");

    private static final List<String> VALUES = List.of("0.5", "0.50", "1", "-0.0", "0", "inf");
    private static final List<String> STEPS = List.of("0", "1", "1.0");
    private static final List<String> RUNS = List.of("r", "s", GONE);
    private static final List<String> DATASETS = List.of("", " d 1", " d 2", " my d 1");

    @TempDir
    private Path root;

    private final Random random = new Random(SEED);

    /** @param points those of runs that are there */
    private record File(String content, long lines, long ofRunsGone, Set<List<Object>> points) {}

    /** A file of few choices, so that most points meet another. */
    private File file() {
        StringBuilder content = new StringBuilder();
        Set<List<Object>> points = new HashSet<>();
        List<String> times = some(TIMES);
        List<String> values = some(VALUES);
        List<String> datasets = some(DATASETS);
        int lines = 1 + random.nextInt(6);
        long gone = 0;
        for (int i = 0; i < lines; i++) {
            String time = pick(times);
            String value = pick(values);
            String step = pick(STEPS);
            String run = pick(RUNS);
            String dataset = pick(datasets);
            content.append(String.join(" ", time, value, step, run))
                    .append(dataset)
                    .append('\n');
            if (run.equals(GONE)) {
                gone++;
            } else {
                points.add(List.of(
                        new BigDecimal(time).stripTrailingZeros(),
                        value.equals("inf") ? value : (Object) (Double.parseDouble(value) + 0.0),
                        new BigDecimal(step).intValue(),
                        run,
                        dataset));
            }
        }
        return new File(content.toString(), lines, gone, points);
    }

    private List<String> some(List<String> all) {
        return Stream.generate(() -> pick(all)).limit(1 + random.nextInt(2)).toList();
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
            MetricRepairs repairs = random.nextBoolean() ? new MetricRepairs() : null;
            Findings findings = new Findings();
            long rows = rows(file, repairs, random.nextBoolean() ? 1000 : 2, findings);
            if (findings.blockedCount() > 0) {
                blocked++;
                assertThat(rows).as(file.content).isLessThan(file.lines);
                continue;
            }
            migrated++;
            long duplicates = findings.normalizations().getOrDefault(Normalization.DUPLICATE_POINT, 0L);
            assertThat(findings.normalizations().getOrDefault(Normalization.POINT_OF_A_REMOVED_RUN, 0L))
                    .as(file.content)
                    .isEqualTo(file.ofRunsGone);
            assertThat(rows).as(file.content).isEqualTo(file.points.size());
            assertThat(rows + duplicates + file.ofRunsGone).as(file.content).isEqualTo(file.lines);
        }
        assertThat(migrated).as("files without a blocked line").isGreaterThan(FILES / 4);
        assertThat(blocked).as("files with one").isGreaterThan(FILES / 10);
    }

    private long rows(File file, @Nullable MetricRepairs repairs, int keep, Findings findings) throws Exception {
        new StoreOnDisk(root).file("m", file.content.getBytes(StandardCharsets.US_ASCII));
        SourceTree tree = new SourceTree(root, "", false);
        FolderReport report = new FolderReport(tree);
        LoggedModelHistory history = LoggedModelMetricFile.read(
                new KeyFile("m", report.reader().list(tree.root()).get(0)),
                run -> run.equals(GONE) ? RunPresence.GONE : RunPresence.MIGRATED,
                repairs,
                report,
                keep);
        report.mergeInto(findings);
        if (history == null) {
            return 0;
        }
        try (Stream<?> points = LoggedModelSequence.stream(List.of(history), tree, repairs != null)) {
            return points.count();
        }
    }
}
