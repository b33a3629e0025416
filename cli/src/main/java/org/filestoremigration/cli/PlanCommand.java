package org.filestoremigration.cli;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.filestoremigration.domain.merge.MergeOutcome.Decision;
import org.filestoremigration.domain.merge.MergeOutcomes;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.MigrationSummary;
import org.filestoremigration.domain.store.TargetLimits;
import org.filestoremigration.filestore.FileStores;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.sqlite.SqliteTarget;
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
        description = "Reads the whole FileStore, writes nothing, and says what a migration would do.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  migrate-filestore plan --source mlruns",
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
            paramLabel = "sqlite:///FILE",
            converter = TargetOption.class,
            description = "With --merge: the database in use that the plan is about.")
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
        if (target != null && !merge.wanted()) {
            throw reading.wrongUsage(
                    "a plan is about a target in use only with --merge: add it, or leave --target out");
        }
        if (target != null && Files.isRegularFile(target.file())) {
            return new MergeRun(terminal, interruption, reading, merge, reports, progress, target)
                    .plan()
                    .status();
        }
        MlflowSchema schema = reading.schema();
        TargetLimits limits = SqliteTarget.limits(schema);
        try (FileStores source = merge.wanted() ? reading.openApart(limits, true) : reading.open(limits)) {
            reports.refuseInside(reading, source, null);
            Timelines timelines = new Timelines();
            reading.demandPlaceOfCopies(source);
            Locations locations = reading.locations(source);
            MigrationSummary summary;
            try (ConsoleProgress shown = progress.start(terminal, "Reading", source::entityCount)) {
                summary = Migration.plan(
                        merge.united(source, locations, limits, outcomes),
                        interruption.watching(shown),
                        locations.counting(timelines));
            }
            if (merge.wanted()) {
                new MergeText(terminal.out()).differences(outcomes);
            }
            reading.demandUse(locations, source);
            new FindingsText(terminal.out()).all("Would be migrated:", summary, source);
            LocationsText text = new LocationsText(terminal.out(), locations.survey());
            text.print();
            text.remedy();
            boolean bad = source.findings().blockedCount() > 0 || outcomes.decided(Decision.OPEN) > 0;
            ExitCode code = bad ? ExitCode.BLOCKED : ExitCode.COMPLETE;
            reports.write(report(source, timelines, summary, code).with(locations.survey(), null), terminal);
            return code.status();
        }
    }

    private Report report(FileStores source, Timelines timelines, MigrationSummary summary, ExitCode code) {
        return new Report(
                reports.invocation(Report.Command.PLAN),
                new Report.Outcome(code.status(), code.meaning()),
                ReadingOptions.named(source),
                Optional.empty(),
                source.accounting(),
                summary.written(),
                source.findings(),
                Optional.empty(),
                List.of(),
                timelines.timelines(),
                ReportOption.staysBehind(source.accounting()),
                merge.wanted() ? Optional.of(outcomes) : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
