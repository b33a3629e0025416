package org.filestoremigration.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.MigrationSummary;
import org.filestoremigration.filestore.FileStores;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.sqlite.SqliteTarget;
import org.filestoremigration.verification.report.Report;
import org.filestoremigration.verification.report.Timelines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

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
        MlflowSchema schema = reading.schema();
        try (FileStores source = reading.open(SqliteTarget.limits(schema))) {
            reports.refuseInside(reading, source, null);
            Timelines timelines = new Timelines();
            reading.demandPlaceOfCopies(source);
            Locations locations = reading.locations(source);
            MigrationSummary summary;
            try (ConsoleProgress shown = progress.start(terminal, "Reading", source::entityCount)) {
                summary =
                        Migration.plan(locations.store(), interruption.watching(shown), locations.counting(timelines));
            }
            reading.demandUse(locations, source);
            new FindingsText(terminal.out()).all("Would be migrated:", summary, source);
            LocationsText text = new LocationsText(terminal.out(), locations.survey());
            text.print();
            text.remedy();
            ExitCode code = source.findings().blockedCount() > 0 ? ExitCode.BLOCKED : ExitCode.COMPLETE;
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
                ReportOption.staysBehind(source.accounting()));
    }
}
