package org.filestoremigration.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.merge.MergeOutcome.Decision;
import org.filestoremigration.domain.merge.MergeOutcomes;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.MigrationSummary;
import org.filestoremigration.domain.store.TargetLimits;
import org.filestoremigration.filestore.FileStores;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.verification.ContentDigest;
import org.filestoremigration.verification.report.Report;
import org.filestoremigration.verification.report.Timelines;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads all that a migration would read and says the same about it. */
@Command(
        name = PlanCommand.NAME,
        sortOptions = false,
        description = "Dry run: reads the whole FileStore, writes nothing, and says what a migration would do.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  migrate-filestore plan --source mlruns",
            "  migrate-filestore plan --source mlruns --target postgresql://mlflow@localhost/mlflow",
            "  migrate-filestore plan --source mlruns --repair --report plan.html"
        })
final class PlanCommand implements Callable<Integer> {

    static final String NAME = "plan";

    private final Terminal terminal;
    private final Interruption interruption;
    private final MergeOutcomes outcomes = new MergeOutcomes();

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--target",
            paramLabel = "URI",
            converter = TargetOption.class,
            description =
                    "The database that would be filled: shows what it cannot hold and whether it is empty; with --merge, what would be added to it. Default: a new SQLite file.")
    @Nullable
    private TargetDatabase target;

    @Mixin
    private final MergeOption merge = new MergeOption();

    @Mixin
    private final ReportOption reports = new ReportOption();

    @Mixin
    private final ProgressOption progress = new ProgressOption();

    PlanCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        if (target != null && merge.wanted() && target.isInUse()) {
            return new MergeRun(terminal, interruption, reading, merge, reports, progress, target)
                    .plan()
                    .status();
        }
        MlflowSchema schema;
        TargetLimits limits;
        TargetDatabase wanted = target == null ? new FileTarget(Path.of(""), "") : target;
        try (TargetDatabase.Place place = reading.placeOf(wanted)) {
            schema = place.schema();
            limits = place.limits();
        }
        try (FileStores source = merge.open(reading, limits)) {
            reports.refuseInside(reading, source, target == null ? null : target.file());
            Timelines timelines = new Timelines();
            ContentCounts counts = new ContentCounts();
            reading.requirePlaceOfCopies(source);
            Locations locations = reading.locations(source);
            Consumer<Entity> seen = timelines.andThen(counts);
            ContentDigest digest = reports.digest();
            MigrationSummary summary;
            try (ConsoleProgress shown = progress.start(terminal, "Reading", source::entityCount)) {
                summary = Migration.plan(
                        merge.read(reading, source, locations, limits, outcomes),
                        interruption.watching(shown),
                        locations.counting(digest == null ? seen : seen.andThen(digest::add)));
            }
            if (merge.wanted()) {
                new MergeText(terminal.out()).differences(outcomes);
            }
            reading.requireUse(locations, source);
            FindingsText findings = new FindingsText(terminal);
            findings.all("Would be migrated:", counts, source);
            if (reports.verbose) {
                findings.rows(summary);
            }
            LocationsText text = new LocationsText(terminal.out(), locations.survey());
            text.print();
            text.remedy();
            boolean bad = source.findings().blockedCount() > 0 || outcomes.decided(Decision.OPEN) > 0;
            ExitCode code = bad ? ExitCode.BLOCKED : ExitCode.COMPLETE;
            reports.write(
                    report(source, timelines, summary, schema, code)
                            .with(locations.survey(), null)
                            .withSourceDigest(digest == null ? null : digest.finish()),
                    terminal);
            return code.status();
        }
    }

    private Report report(
            FileStores source, Timelines timelines, MigrationSummary summary, MlflowSchema schema, ExitCode code) {
        Report report = new Report(
                reports.invocation(Report.Command.PLAN),
                new Report.Outcome(code.status(), code.meaning()),
                ReadingOptions.absolute(source),
                Optional.ofNullable(target).map(database -> database.described(schema)),
                source.accounting(),
                summary.written(),
                source.findings(),
                Optional.empty(),
                List.of(),
                timelines.timelines(),
                ReportOption.staysBehind(source.accounting()));
        return merge.wanted() ? report.with(outcomes) : report;
    }
}
