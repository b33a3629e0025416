package org.filestoremigration.cli;

import java.util.concurrent.Callable;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.MigrationSummary;
import org.filestoremigration.filestore.FileStore;
import org.filestoremigration.sqlite.MlflowSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads all that a migration would read and says the same about it. */
@Command(
        name = "plan",
        sortOptions = false,
        description = "Reads the whole FileStore, writes nothing, and says what a migration would do.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  migrate-filestore plan --source mlruns",
            "  migrate-filestore plan --source mlruns --repair --report plan.html"
        })
final class PlanCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final Interruption interruption;

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    @Mixin
    private final ReportOption reports = new ReportOption();

    @Mixin
    private final ProgressOption progress = new ProgressOption();

    @Mixin
    private final HelpOption help = new HelpOption();

    PlanCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        MlflowSchema schema = reading.schema();
        try (FileStore source = reading.open(schema)) {
            MigrationSummary summary;
            try (ConsoleProgress shown = progress.start(terminal, "Reading", source.entityCount())) {
                summary = Migration.plan(source, interruption.watching(shown));
            }
            new FindingsText(terminal.out()).all(summary, source);
            boolean blocked = source.findings().blockedCount() > 0;
            return (blocked ? ExitCode.BLOCKED : ExitCode.COMPLETE).status();
        }
    }
}
