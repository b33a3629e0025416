package org.filestoremigration.verification.report;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.merge.MergeOutcome;
import org.filestoremigration.domain.merge.MergeOutcomes;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.store.Check;
import org.filestoremigration.verification.Difference;
import org.filestoremigration.verification.DifferenceGroup;
import org.filestoremigration.verification.Tally;
import org.filestoremigration.verification.VerificationReport;

/** Reports with something in every part. */
final class SampleReports {

    static final String HOSTILE = "<script>alert(1)</script>\u202E\n";

    private static final String DIGEST = "sha256:0fc0783bab7ba60a754c051ca4cc4d8ca3b26ef1ac2787faf8d8f8fbc02376ab";
    private static final String RUN = "1234567890e000000000000000000000";

    private SampleReports() {}

    /** A migration that went well. */
    static Report equal() {
        Map<EntityKind, Tally> tallies = new TreeMap<>();
        counts().forEach((kind, count) -> tallies.put(kind, new Tally(count, count, count, 0)));
        return report(
                Report.Command.MIGRATE,
                new Report.Outcome(0, "Everything was migrated, and every field of 2,109,283 entities was compared."),
                Optional.of(new VerificationReport(tallies, List.of(), 0, new TreeMap<>(), DIGEST, 0)),
                List.of(new Check("quick_check", List.of()), new Check("foreign_key_check", List.of())),
                new Findings());
    }

    /** A migration that was refused. */
    static Report blocked() {
        return report(
                        Report.Command.MIGRATE,
                        new Report.Outcome(
                                3, "The source holds data that cannot be migrated exactly; nothing was written."),
                        Optional.empty(),
                        List.of(),
                        findings())
                .withSourceDigest(DIGEST);
    }

    /** A verification that found something of every kind. */
    static Report differing() {
        Map<EntityKind, Tally> tallies = new TreeMap<>();
        counts().forEach((kind, count) -> tallies.put(kind, new Tally(count, count, count, 0)));
        tallies.put(EntityKind.METRIC, new Tally(2_000_000, 1_999_990, 1_999_988, 1));
        tallies.put(EntityKind.PARAM, new Tally(64_000, 64_001, 64_000, 0));
        tallies.put(EntityKind.EXPERIMENT, new Tally(12, 12, 11, 1));
        List<Difference> differences = differences();
        TreeMap<DifferenceGroup, Long> groups = new TreeMap<>();
        groups.put(new DifferenceGroup(Difference.Kind.MISSING, EntityKind.METRIC, "row"), 11L);
        groups.put(new DifferenceGroup(Difference.Kind.CHANGED, EntityKind.METRIC, "value"), 1L);
        groups.put(new DifferenceGroup(Difference.Kind.CHANGED, EntityKind.EXPERIMENT, "name"), 1L);
        groups.put(new DifferenceGroup(Difference.Kind.CHANGED, EntityKind.EXPERIMENT, "artifact_location"), 1L);
        groups.put(new DifferenceGroup(Difference.Kind.UNEXPECTED, EntityKind.PARAM, "row"), 1L);
        return report(
                Report.Command.VERIFY,
                new Report.Outcome(1, "Source and target differ: 11 missing, 3 changed, 1 only in the target."),
                Optional.of(new VerificationReport(tallies, differences, 15, groups, DIGEST, 0)),
                List.of(
                        new Check("integrity_check", List.of("row 7 missing from index " + HOSTILE)),
                        new Check("foreign_key_check", List.of())),
                findings());
    }

    /** Of a merge in which everything happened. */
    static Report merged() {
        EntityKey run = EntityKey.of(EntityKind.RUN, "2", RUN);
        EntityKey tag = run.child(EntityKind.TAG, HOSTILE);
        MergeOutcomes outcomes = new MergeOutcomes();
        outcomes.accept(new MergeOutcome.Renumbered(
                EntityKey.of(EntityKind.EXPERIMENT, 2), EntityKey.of(EntityKind.EXPERIMENT, 1), HOSTILE));
        outcomes.accept(new MergeOutcome.Joined(
                EntityKey.of(EntityKind.EXPERIMENT, 3), EntityKey.of(EntityKind.EXPERIMENT, 9), "same name"));
        outcomes.accept(new MergeOutcome.BroughtForward(run, "end_time", null, "1700000000000"));
        outcomes.accept(new MergeOutcome.BroughtForward(tag, MergeOutcome.ROW, null, "new"));
        outcomes.accept(new MergeOutcome.Kept(run, "start_time", "1", "2"));
        for (MergeOutcome.Decision decision : MergeOutcome.Decision.values()) {
            outcomes.accept(new MergeOutcome.Conflict(tag, "value", HOSTILE, null, decision));
        }
        return equal().with(outcomes);
    }

    private static List<Difference> differences() {
        EntityKey experiment = EntityKey.of(EntityKind.EXPERIMENT, "154018651289039231");
        EntityKey run = EntityKey.of(EntityKind.RUN, "154018651289039231", RUN);
        SourcePlace meta = new SourcePlace("154018651289039231/meta.yaml", 0, "name");
        SourcePlace line = new SourcePlace("154018651289039231/" + RUN + "/metrics/val/loss", 3, null);
        return List.of(
                new Difference.Missing(
                        run.child(EntityKind.METRIC, "val/loss", 3, 1_700_000_000_000L),
                        "value=0.25, is_nan=false",
                        Optional.of(line)),
                new Difference.Changed(
                        run.child(EntityKind.METRIC, "val/loss", 4, 1_700_000_000_000L),
                        "value",
                        "0.1",
                        "0.30000000000000004",
                        Optional.of(line)),
                new Difference.Changed(experiment, "name", HOSTILE, "NULL", Optional.of(meta)),
                new Difference.Changed(experiment, "artifact_location", "two  blanks\r\n", null, Optional.of(meta)),
                new Difference.Unexpected(run.child(EntityKind.PARAM, HOSTILE), "later "));
    }

    private static Findings findings() {
        Findings findings = new Findings();
        for (int i = 1; i <= 30; i++) {
            String path = "154018651289039231/%s/metrics/loss_%d".formatted(RUN, i);
            findings.accept(new Finding.Normalized(Normalization.METRIC_NAN, new SourcePlace(path, i, null), i));
        }
        findings.accept(new Finding.Normalized(
                Normalization.LOCATION_DECIDES, new SourcePlace(".trash/7/meta.yaml", 0, "lifecycle_stage"), 1));
        findings.accept(new Finding.Note(SourcePlace.of("notes.txt"), "no part of a store, left alone"));
        findings.accept(new Finding.Note(SourcePlace.of("7/" + HOSTILE), "unknown directory, left alone"));
        findings.accept(new Finding.Repaired(
                new SourcePlace("8/meta.yaml", 0, "name"), "experiment-name", "train", "train (8)", 1));
        findings.accept(new Finding.Blocked(
                new SourcePlace("9/" + RUN + "/metrics/acc", 17, null),
                "malformed metric line: \"0.5\"",
                "restore the line or delete it, or leave it out with --on-bad skip"));
        return findings;
    }

    private static Map<EntityKind, Long> counts() {
        Map<EntityKind, Long> counts = new TreeMap<>();
        counts.put(EntityKind.EXPERIMENT, 12L);
        counts.put(EntityKind.EXPERIMENT_TAG, 31L);
        counts.put(EntityKind.RUN, 8_000L);
        counts.put(EntityKind.PARAM, 64_000L);
        counts.put(EntityKind.TAG, 32_000L);
        counts.put(EntityKind.METRIC, 2_000_000L);
        counts.put(EntityKind.LATEST_METRIC, 4_200L);
        counts.put(EntityKind.TRACE, 840L);
        counts.put(EntityKind.ASSESSMENT, 120L);
        counts.put(EntityKind.REGISTERED_MODEL, 30L);
        counts.put(EntityKind.MODEL_VERSION, 50L);
        return counts;
    }

    private static List<ExperimentTimeline> timelines() {
        List<ExperimentTimeline> timelines = new ArrayList<>();
        String[] names = {"Default", "fraud-detection/baseline", "Größe 漢字 🚀", HOSTILE};
        for (int experiment = 0; experiment < names.length; experiment++) {
            TreeMap<YearMonth, Long> runs = new TreeMap<>();
            for (int month = experiment * 7; month < 20 + experiment * 9; month++) {
                long count = (month * 37L + experiment * 11L) % 60;
                runs.put(YearMonth.of(2021, 3).plusMonths(month), count);
            }
            timelines.add(new ExperimentTimeline(
                    Long.toString(154018651289039231L + experiment), names[experiment], runs, experiment));
        }
        return timelines;
    }

    private static Report report(
            Report.Command command,
            Report.Outcome outcome,
            Optional<VerificationReport> verification,
            List<Check> checks,
            Findings findings) {
        return new Report(
                new Report.Invocation(
                        command,
                        "0.1.0",
                        List.of(
                                new Report.Option("--source", "/srv/mlflow/mlruns"),
                                new Report.Option("--rewrite-artifact-uri", "file:///old=s3://bucket/" + HOSTILE)),
                        Instant.parse("2026-11-21T10:36:55Z"),
                        Duration.ofMillis(83_456),
                        "tracking-1",
                        "ada"),
                outcome,
                "/srv/mlflow/mlruns",
                Optional.of(new Report.Target("sqlite:////srv/mlflow/mlflow.db", "3.17.2", "dc11669786a5")),
                new Accounting(104_212, 312, 20_480, findings.blockedCount()),
                counts(),
                findings,
                verification,
                checks,
                timelines(),
                List.of(new Report.StaysBehind("artifacts", 20_000), new Report.StaysBehind("trace spans", 480)));
    }
}
