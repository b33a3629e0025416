package org.filestoremigration.filestore.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.StoreOnDisk;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.KeyFiles.KeyFile;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricFileTest {

    private static final int KEEP = 1000;

    @TempDir
    private Path root;

    private final Findings findings = new Findings();
    private Accounting accounting = Accounting.NONE;
    private List<LatestMetric> latest = List.of();
    private long repeatedLate;
    private @Nullable MetricRepairs repairs;

    private static Metric point(double value, long timestamp, long step) {
        return Metric.of("m", value, timestamp, step);
    }

    private List<Metric> read(String content) throws IOException {
        return read(content.getBytes(StandardCharsets.UTF_8), KEEP);
    }

    private List<Metric> read(byte[] content, int keep) throws IOException {
        new StoreOnDisk(root).file("m", content);
        SourceTree tree = new SourceTree(root, "", false);
        FolderReport report = new FolderReport(tree);
        SourceEntry file = report.reader().list(tree.root()).get(0);
        MetricHistory history = MetricFile.read(new KeyFile("m", file), repairs, report, keep);
        accounting = report.mergeInto(findings);
        if (history == null) {
            return List.of();
        }
        latest = List.of(history.latest());
        try (Stream<Metric> points =
                MetricSequence.stream(List.of(history), tree, (late, count) -> repeatedLate = count)) {
            return points.toList();
        }
    }

    private List<String> blocked() {
        return findings.blocked().stream()
                .map(item -> item.place() + " " + item.reason())
                .toList();
    }

    @Nested
    class Tokens {

        @Test
        void readsTwoTokensAsStepZero() throws IOException {
            assertThat(read("1500000000 0.5\n")).containsExactly(point(0.5, 1_500_000_000L, 0));
            assertThat(findings.normalizations()).containsExactly(entry(Normalization.SECONDS, 1L));
        }

        @Test
        void readsThreeTokens() throws IOException {
            assertThat(read("1714557600000 0.25 7\n")).containsExactly(point(0.25, 1_714_557_600_000L, 7));
            assertThat(accounting).isEqualTo(new Accounting(1, 0, 0, 0));
            assertThat(findings.normalizations()).isEmpty();
        }

        @Test
        void keepsTheStepOfFiveTokens() throws IOException {
            assertThat(read("1714557600000 0.25 7 train 1a2b\n")).containsExactly(point(0.25, 1_714_557_600_000L, 7));
            assertThat(findings.normalizations()).containsExactly(entry(Normalization.METRIC_DATASET, 1L));
            assertThat(accounting).isEqualTo(new Accounting(0, 1, 0, 0));
        }

        @Test
        void readsDatasetNamesWithBlanks() throws IOException {
            assertThat(read("1714557600000 0.25 7 my  train set 1a2b\n"))
                    .containsExactly(point(0.25, 1_714_557_600_000L, 7));
            assertThat(findings.normalizations())
                    .containsOnly(
                            entry(Normalization.METRIC_DATASET, 1L), entry(Normalization.DATASET_NAME_WITH_BLANKS, 1L));
        }

        @Test
        void blocksOneAndFourTokensByLine() throws IOException {
            assertThat(read("1 2 3\nabc\n4 5 6\n1 2 3 4\n")).containsExactly(point(2, 1, 3), point(5, 4, 6));
            assertThat(blocked())
                    .containsExactly(
                            "m:2 it has 1 field, not 2, 3, or 5 and more (the first of 2 lines that cannot be migrated)");
            assertThat(accounting).isEqualTo(new Accounting(0, 0, 0, 1));
        }

        @Test
        void blocksTwoBlanksInARow() throws IOException {
            assertThat(read("1  2\n1 2  3\n")).isEmpty();
            assertThat(blocked())
                    .containsExactly(
                            "m:1 its value is not a number: '' (the first of 2 lines that cannot be migrated)");
        }
    }

    @Nested
    class Lines {

        @Test
        void splitsAsPythonDoes() throws IOException {
            String[] ends = {
                "\n", "\r", "\r\n", "\u000B", "\f", "\u001C", "\u001D", "\u001E", "\u0085", "\u2028", "\u2029"
            };
            StringBuilder content = new StringBuilder();
            List<Metric> expected = new ArrayList<>();
            for (int i = 0; i < ends.length; i++) {
                content.append("1 0.5 ").append(i).append(ends[i]);
                expected.add(point(0.5, 1, i));
            }
            assertThat(read(content.toString())).isEqualTo(expected);
            assertThat(findings.normalizations()).isEmpty();
        }

        @Test
        void stripsWhatPythonStrips() throws IOException {
            assertThat(read(" \t1 2 3\u00A0\u3000\u001F\n")).containsExactly(point(2, 1, 3));
        }

        @Test
        void readsALastLineWithoutAnEnd() throws IOException {
            assertThat(read("1 2 3\n4 5 6")).containsExactly(point(2, 1, 3), point(5, 4, 6));
        }

        @Test
        void countsBlankLines() throws IOException {
            assertThat(read("\n1 2 3\n \t\n\n")).containsExactly(point(2, 1, 3));
            assertThat(findings.normalizations()).containsExactly(entry(Normalization.BLANK_METRIC_LINE, 3L));
        }

        @Test
        void hasNoPointsInAnEmptyFile() throws IOException {
            assertThat(read("")).isEmpty();
            assertThat(findings.normalizations()).containsExactly(entry(Normalization.BLANK_METRIC_LINE, 1L));
            assertThat(accounting).isEqualTo(new Accounting(0, 1, 0, 0));
        }

        @Test
        void blocksALineThatIsNotUtf8() throws IOException {
            byte[] content = "1 2 3 d\u00E9 x\n4 5 6\n".getBytes(StandardCharsets.ISO_8859_1);
            assertThat(read(content, KEEP)).containsExactly(point(5, 4, 6));
            assertThat(blocked()).containsExactly("m:1 it is not UTF-8");
        }

        @Test
        void blocksAnEndlessLineWithoutHoldingIt() throws IOException {
            byte[] content = new byte[5 << 20];
            java.util.Arrays.fill(content, (byte) '1');
            byte[] good = "\n1 2 3\n".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(good, 0, content, content.length - good.length, good.length);
            assertThat(read(content, KEEP)).containsExactly(point(2, 1, 3));
            assertThat(blocked()).containsExactly("m:1 the line is longer than 1048576 bytes");
        }

        @Test
        void findsLineEndsAcrossTheBordersOfChunks() throws IOException {
            Random random = new Random(5);
            for (int shift = 0; shift < 6; shift++) {
                StringBuilder content = new StringBuilder("1 2 0" + " ".repeat(shift) + "\r\n");
                List<Metric> expected = new ArrayList<>(List.of(point(2, 1, 0)));
                for (int step = 1; step < 20_000; step++) {
                    String end = List.of("\n", "\r\n", "\u2028", "\u0085").get(random.nextInt(4));
                    content.append("1 2 ").append(step).append(end);
                    expected.add(point(2, 1, step));
                }
                assertThat(read(content.toString().getBytes(StandardCharsets.UTF_8), 100_000))
                        .isEqualTo(expected);
            }
            assertThat(findings.blockedCount()).isZero();
        }
    }

    @Nested
    class Numbers {

        @Test
        void readsWhatPythonReads() throws IOException {
            assertThat(read("""
                    1 +1 0
                    1_0 1_000.5 1_1
                    +1 .5 12
                    1 1e-400 13
                    ٣ 5. ١٤
                    """))
                    .containsExactly(
                            point(1, 1, 0), point(1000.5, 10, 11), point(0.5, 1, 12), point(0, 1, 13), point(5, 3, 14));
            assertThat(findings.blockedCount()).isZero();
        }

        @Test
        void flagsNan() throws IOException {
            assertThat(read("1 nan 0\n1 NaN 1\n1 -nan 2\n"))
                    .containsExactly(
                            new Metric("m", 0.0, true, 1, 0),
                            new Metric("m", 0.0, true, 1, 1),
                            new Metric("m", 0.0, true, 1, 2));
            assertThat(findings.normalizations()).containsExactly(entry(Normalization.METRIC_NAN, 3L));
        }

        @Test
        void boundsInfinity() throws IOException {
            assertThat(read("1 inf 0\n1 -Infinity 1\n1 1e400 2\n"))
                    .containsExactly(
                            point(Double.MAX_VALUE, 1, 0),
                            point(-Double.MAX_VALUE, 1, 1),
                            point(Double.MAX_VALUE, 1, 2));
            assertThat(findings.normalizations()).containsExactly(entry(Normalization.METRIC_INFINITY, 3L));
        }

        @Test
        void hasNoNegativeZero() throws IOException {
            Metric zero = read("1 -0.0 0\n").get(0);
            assertThat(Double.doubleToRawLongBits(zero.value())).isZero();
            assertThat(findings.normalizations()).containsExactly(entry(Normalization.NEGATIVE_ZERO, 1L));
        }

        @Test
        void readsTheGreatestAndLeastOf64Bits() throws IOException {
            assertThat(read("-9223372036854775808 1 9223372036854775807\n"))
                    .containsExactly(point(1, Long.MIN_VALUE, Long.MAX_VALUE));
        }

        @Test
        void blocksNumbersBeyond64Bits() throws IOException {
            assertThat(read("1 1 9223372036854775808\n-9223372036854775809 1 0\n"))
                    .isEmpty();
            assertThat(blocked())
                    .containsExactly("m:1 its step has more than 64 bits: '9223372036854775808'"
                            + " (the first of 2 lines that cannot be migrated)");
        }

        @Test
        void blocksWordsAndStepsWithAFraction() throws IOException {
            assertThat(read("x 1 0\n")).isEmpty();
            assertThat(read("1 2 2.5\n")).isEmpty();
            assertThat(blocked())
                    .containsExactly(
                            "m:1 its timestamp is not an integer: 'x'", "m:1 its step is not an integer: '2.5'");
        }

        @Test
        void readsWholeNumbersThatWereWrittenAsFloats() throws IOException {
            assertThat(read("1700000000000.0 1 50.0\n1700000000001 1 1e2\n"))
                    .containsExactly(point(1, 1_700_000_000_000L, 50), point(1, 1_700_000_000_001L, 100));
            assertThat(findings.normalizations()).containsExactly(entry(Normalization.WHOLE_FLOAT, 2L));
            assertThat(blocked()).isEmpty();
        }

        @Test
        void roundsTimestampsDown() throws IOException {
            assertThat(read("1700000000000.9 1 0\n-100000000001.5 1 1\n"))
                    .containsExactly(point(1, 1_700_000_000_000L, 0), point(1, -100_000_000_002L, 1));
            assertThat(findings.normalizations()).containsExactly(entry(Normalization.FLOAT_TIMESTAMP, 2L));
        }

        @Test
        void neverJoinPointsByRoundingTheirTimes() throws IOException {
            assertThat(read("1700000000000 1 0\n1700000000000.5 1 0\n1700000000007.5 2 0\n"))
                    .containsExactly(point(1, 1_700_000_000_000L, 0));
            assertThat(blocked())
                    .containsExactly(
                            "m:2 its timestamp has a fraction: '1700000000000.5'; rounding would merge two points (the first of 2 such lines)");
        }

        @Test
        void neverJoinPointsThatStandFarApart() throws IOException {
            assertThat(read("1700000000000.25 1 0\n1700000000009 1 0\n1700000000000.5 1 0\n"))
                    .containsExactly(point(1, 1_700_000_000_009L, 0));
            assertThat(blocked()).hasSize(1);
        }

        @Test
        void neverJoinPointsOfUnorderedFilesThatAreTooLongToHold() throws IOException {
            String content = "1700000000000.25 1 0\n1700000000009 1 0\n1700000000000.5 1 0\n";
            assertThat(read(content.getBytes(StandardCharsets.US_ASCII), 1))
                    .containsExactly(point(1, 1_700_000_000_009L, 0));
            assertThat(blocked()).hasSize(1);
        }

        @Test
        void collapsesTheSameFractionTwice() throws IOException {
            assertThat(read("1700000000000.5 1 0\n1700000000000.50 1 0\n"))
                    .containsExactly(point(1, 1_700_000_000_000L, 0));
            assertThat(findings.normalizations())
                    .containsOnly(entry(Normalization.FLOAT_TIMESTAMP, 2L), entry(Normalization.DUPLICATE_POINT, 1L));
        }
    }

    @Nested
    class Seconds {

        private static final String CONTENT = "1795905290.0543582 1.0 0\n1795905290 2.0 0\n1795905290.2055087 1.0 0\n";

        @Test
        void withAFractionBlockTheFile() throws IOException {
            assertThat(read(CONTENT)).isEmpty();
            assertThat(blocked())
                    .containsExactly("m:1 its timestamp is in seconds, not milliseconds: '1795905290.0543582'"
                            + " (the first of 3 such lines)");
            assertThat(findings.blocked().get(0).remedy())
                    .isEqualTo("let --repair multiply it by 1000, or fix or remove the line");
        }

        @Test
        void becomeMillisecondsByRepair() throws IOException {
            MetricRepairs made = new MetricRepairs();
            repairs = made;
            assertThat(read(CONTENT))
                    .containsExactly(
                            point(2, 1_795_905_290_000L, 0),
                            point(1, 1_795_905_290_054L, 0),
                            point(1, 1_795_905_290_206L, 0));
            assertThat(blocked()).isEmpty();
            assertThat(findings.repaired())
                    .containsExactly(new Finding.Repaired(
                            SourcePlace.of("m"), "metric_time", "1795905290.0543582", "1795905290054", 3));
            assertThat(made.tags("repaired."))
                    .containsExactly(new Tag(
                            "repaired.metric_time", "m:1 1795905290.0543582\nm:2 1795905290\nm:3 1795905290.2055087"));
        }

        @Test
        void becomeMillisecondsInFilesThatAreReadAgain() throws IOException {
            repairs = new MetricRepairs();
            assertThat(read("1795905290.25 1.0 0\n1795905290.5 1.0 0\n".getBytes(StandardCharsets.US_ASCII), 1))
                    .containsExactly(point(1, 1_795_905_290_250L, 0), point(1, 1_795_905_290_500L, 0));
        }

        @Test
        void stayBlockedWhereTheRepairWouldJoinPoints() throws IOException {
            repairs = new MetricRepairs();
            assertThat(read("1795905290.0001 1.0 0\n1795905290.0002 1.0 0\n")).isEmpty();
            assertThat(blocked())
                    .containsExactly(
                            "m:1 its timestamp is in seconds, not milliseconds: '1795905290.0001'; in whole milliseconds two points would be merged (the first of 2 such lines)");
            assertThat(findings.repaired()).isEmpty();
        }

        @Test
        void thatAreWholeAreWhatOldReleasesWrote() throws IOException {
            assertThat(read("1500000000.0 0.5 1\n")).containsExactly(point(0.5, 1_500_000_000L, 1));
            assertThat(findings.normalizations())
                    .containsOnly(entry(Normalization.SECONDS, 1L), entry(Normalization.WHOLE_FLOAT, 1L));
        }
    }

    @Nested
    class TruthValues {

        @Test
        void blockTheFileOnce() throws IOException {
            assertThat(read("1 False 0\n2 True 1\n")).isEmpty();
            assertThat(blocked()).containsExactly("m:1 its value is not a number: 'False' (the first of 2 such lines)");
        }

        @Test
        void becomeNumbersByRepair() throws IOException {
            MetricRepairs made = new MetricRepairs();
            repairs = made;
            assertThat(read("1 False 0\n2 True 1\n")).containsExactly(point(0, 1, 0), point(1, 2, 1));
            assertThat(made.tags("repaired.")).containsExactly(new Tag("repaired.metric_value", "m:1 False\nm:2 True"));
        }
    }

    @Nested
    class CutOffLines {

        private static final String CONTENT = "1795900180000 0.5 1\n1795900190000 0.005";

        @Test
        void areNoPoints() throws IOException {
            assertThat(read(CONTENT)).containsExactly(point(0.5, 1_795_900_180_000L, 1));
            assertThat(blocked())
                    .containsExactly(
                            "m:2 its last line looks cut off: '1795900190000 0.005' has no line end, and 2 fields"
                                    + " where the line before has 3");
            assertThat(accounting).isEqualTo(new Accounting(0, 0, 0, 1));
        }

        @Test
        void areLeftOutByRepair() throws IOException {
            MetricRepairs made = new MetricRepairs();
            repairs = made;
            assertThat(read(CONTENT)).containsExactly(point(0.5, 1_795_900_180_000L, 1));
            assertThat(blocked()).isEmpty();
            assertThat(made.tags("repaired."))
                    .containsExactly(new Tag("repaired.metric_line", "m:2 1795900190000 0.005"));
        }

        @Test
        void areLeftOutOfFilesThatAreReadAgain() throws IOException {
            repairs = new MetricRepairs();
            assertThat(read("1 1 1\n2 1 2\n3 1".getBytes(StandardCharsets.US_ASCII), 1))
                    .containsExactly(point(1, 1, 1), point(1, 2, 2));
        }

        @Test
        void areToldFromWholeLinesWithoutALineEnd() throws IOException {
            assertThat(read("1 1 1\n2 1 2")).containsExactly(point(1, 1, 1), point(1, 2, 2));
            assertThat(read("2 1")).containsExactly(point(1, 2, 0));
            assertThat(blocked()).isEmpty();
        }
    }

    @Nested
    class Order {

        @Test
        void sortsByStepTimestampValueAndNan() throws IOException {
            assertThat(read("2 1 1\n1 1 1\n9 9 0\n2 nan 1\n2 0 1\n2 -1 1\n"))
                    .containsExactly(
                            point(9, 9, 0),
                            point(1, 1, 1),
                            point(-1, 2, 1),
                            point(0, 2, 1),
                            point(Double.NaN, 2, 1),
                            point(1, 2, 1));
            assertThat(findings.normalizations())
                    .containsOnly(entry(Normalization.METRIC_NAN, 1L), entry(Normalization.HISTORY_ORDER, 1L));
        }

        @Test
        void saysNothingOfOrderWhereItIsKept() throws IOException {
            read("1 1 0\n1 1 1\n1 2 1\n2 0 1\n");
            assertThat(findings.normalizations()).isEmpty();
        }

        @Test
        void collapsesDuplicatesAfterTheOtherRules() throws IOException {
            assertThat(
                            read(
                                    "1 -0.0 0\n1 0.0 0\n1 inf 1\n1 1.7976931348623157e308 1\n1 nan 2\n1 NAN 2\n1 5 3\n1 5.0 3\n"))
                    .containsExactly(
                            point(0, 1, 0), point(Double.MAX_VALUE, 1, 1), point(Double.NaN, 1, 2), point(5, 1, 3));
            assertThat(findings.normalizations()).contains(entry(Normalization.DUPLICATE_POINT, 4L));
            assertThat(findings.normalizations()).doesNotContainKey(Normalization.HISTORY_ORDER);
        }

        @Test
        void collapsesDuplicatesThatAreFarApart() throws IOException {
            assertThat(read("1 1 0\n2 2 1\n1 1 0\n2 2 1\n1 1 0\n")).containsExactly(point(1, 1, 0), point(2, 2, 1));
            assertThat(findings.normalizations())
                    .containsOnly(entry(Normalization.DUPLICATE_POINT, 3L), entry(Normalization.HISTORY_ORDER, 1L));
        }

        @Test
        void takesTheGreatestStepTimestampAndValueAsLatest() throws IOException {
            read("5 1 2\n9 9 1\n5 3 2\n5 2 2\n4 7 2\n");
            assertThat(latest).containsExactly(new LatestMetric("m", 3, false, 5L, 2));
        }

        @Test
        void countsANanAsZeroToFindTheLatest() throws IOException {
            read("5 nan 2\n5 -1 2\n");
            assertThat(latest).containsExactly(new LatestMetric("m", 0.0, true, 5L, 2));
            read("5 nan 2\n5 1 2\n");
            assertThat(latest).containsExactly(new LatestMetric("m", 1, false, 5L, 2));
        }

        @Test
        void takesTheFirstOfEqualsAsLatest() throws IOException {
            read("5 nan 2\n5 0 2\n");
            assertThat(latest).containsExactly(new LatestMetric("m", 0.0, true, 5L, 2));
            read("5 0 2\n5 nan 2\n");
            assertThat(latest).containsExactly(new LatestMetric("m", 0.0, false, 5L, 2));
        }
    }

    @Nested
    class TooManyToHold {

        private final Random random = new Random(99);

        @Test
        void readsOrderedFilesAgain() throws IOException {
            StringBuilder content = new StringBuilder();
            List<Metric> expected = new ArrayList<>();
            for (int step = 0; step < 50_000; step++) {
                content.append("1714557600000 0.5 ").append(step).append('\n');
                content.append(step % 5 == 0 ? "1714557600000 0.5 " + step + "\n\n" : "");
                expected.add(point(0.5, 1_714_557_600_000L, step));
            }
            assertThat(read(content.toString())).isEqualTo(expected);
            assertThat(findings.normalizations())
                    .isEqualTo(
                            Map.of(Normalization.DUPLICATE_POINT, 10_000L, Normalization.BLANK_METRIC_LINE, 10_000L));
            assertThat(repeatedLate).isZero();
        }

        @Test
        void readsUnorderedFilesInPasses() throws IOException {
            TreeSet<Metric> expected = new TreeSet<>();
            StringBuilder content = new StringBuilder();
            int lines = 30_000;
            for (int i = 0; i < lines; i++) {
                long step = random.nextInt(8_000);
                String value = List.of("1.5", "nan", "0.0", "-inf").get(random.nextInt(4));
                content.append("7 ").append(value).append(' ').append(step).append('\n');
                expected.add(
                        point(Double.parseDouble(value.replace("nan", "NaN").replace("inf", "Infinity")), 7, step));
            }
            assertThat(passes(content.toString(), 1_000)).containsExactlyElementsOf(expected);
            assertThat(passes(content.toString(), expected.size())).containsExactlyElementsOf(expected);
            assertThat(passes(content.toString(), expected.size() + 1)).containsExactlyElementsOf(expected);
            assertThat(passes(content.toString(), expected.size() - 1)).containsExactlyElementsOf(expected);
            assertThat(read(content.toString())).containsExactlyElementsOf(expected);
            assertThat(repeatedLate).isEqualTo(lines - expected.size());
            assertThat(findings.normalizations()).containsKey(Normalization.HISTORY_ORDER);
            assertThat(findings.normalizations()).doesNotContainKey(Normalization.DUPLICATE_POINT);
        }

        private List<Metric> passes(String content, int batch) throws IOException {
            new StoreOnDisk(root).file("m", content);
            SourceTree tree = new SourceTree(root, "", false);
            FolderReport report = new FolderReport(tree);
            MetricHistory history = MetricFile.read(
                    new KeyFile("m", report.reader().list(tree.root()).get(0)), null, report, 10);
            assertThat(history).isNotNull();
            List<Metric> points = new ArrayList<>();
            try (MetricReplay replay = new MetricReplay(java.util.Objects.requireNonNull(history), tree, batch)) {
                replay.forEachRemaining(points::add);
            }
            return points;
        }

        @Test
        void saysThatTheFileChanged() throws IOException {
            new StoreOnDisk(root).file("m", "1 1 0\n1 1 1\n1 1 2\n");
            SourceTree tree = new SourceTree(root, "", false);
            FolderReport report = new FolderReport(tree);
            MetricHistory history = MetricFile.read(
                    new KeyFile("m", report.reader().list(tree.root()).get(0)), null, report, 1);
            new StoreOnDisk(root).file("m", "1 1 0\n1 1 1\n1 9 2\n");
            try (Stream<Metric> points = MetricSequence.stream(
                    List.of(java.util.Objects.requireNonNull(history)), tree, (late, count) -> {})) {
                org.assertj.core.api.Assertions.assertThatThrownBy(points::toList)
                        .isInstanceOf(org.filestoremigration.domain.store.SourceException.class)
                        .hasMessage(
                                "m changed while it was read; stop whatever writes to the source, and start again.");
            }
        }
    }

    @Test
    void blocksAFileThatIsGone() throws IOException {
        new StoreOnDisk(root).file("m", "1 1 0\n");
        SourceTree tree = new SourceTree(root, "", false);
        FolderReport report = new FolderReport(tree);
        SourceEntry file = report.reader().list(tree.root()).get(0);
        java.nio.file.Files.delete(root.resolve("m"));
        assertThat(MetricFile.read(new KeyFile("m", file), null, report, KEEP)).isNull();
        report.mergeInto(findings);
        assertThat(findings.blocked())
                .extracting(Finding.Blocked::reason)
                .containsExactly("it cannot be read: it is gone");
    }
}
