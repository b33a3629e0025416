package org.filestoremigration.cli;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.MigrationSummary;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.filestore.FileStores;
import org.filestoremigration.filestore.artifact.StoreFolders;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.verification.Proof;
import org.filestoremigration.verification.Verification;
import org.filestoremigration.verification.VisibleText;
import org.filestoremigration.verification.report.Report;
import org.filestoremigration.verification.report.Timelines;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Builds the database beside its place, compares it with the source, and only then puts it there. */
@Command(
        name = MigrateCommand.NAME,
        sortOptions = false,
        description = "Moves a FileStore into a new SQLite database and compares every field of both.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  migrate-filestore --source mlruns --target sqlite:///mlflow.db",
            "  migrate-filestore --source /srv/mlflow/mlruns --target sqlite:////srv/mlflow/mlflow.db \\",
            "      --rewrite-artifact-uri file:///home/ada/mlruns=file:///srv/mlflow/mlruns",
            "  migrate-filestore --source mlruns --target sqlite:///mlflow.db --on-bad skip --report bad.html"
        })
final class MigrateCommand implements Callable<Integer> {

    static final String NAME = "migrate";

    /** How many differences are kept for the report: there should be none. */
    private static final int LIMIT = 1000;

    private final Terminal terminal;
    private final Interruption interruption;
    private final UnaryOperator<StoreTarget> onItsWay;

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--target",
            required = true,
            paramLabel = "sqlite:///FILE",
            converter = TargetOption.class,
            description = "The database to make: sqlite:///relative, sqlite:////absolute, or a path.")
    private TargetDatabase target = new TargetDatabase(Path.of(""));

    @Option(
            names = "--on-bad",
            paramLabel = "fail|skip",
            defaultValue = "fail",
            description = "What to do about data that cannot be migrated exactly: write nothing, or leave the smallest"
                    + " part out that can go. Default: ${DEFAULT-VALUE}.")
    private OnBad onBad = OnBad.FAIL;

    @Option(
            names = "--overwrite",
            description = "Replace an existing target, once the new database is complete and verified.")
    private boolean overwrite;

    @Option(names = "--no-verify", description = "Do not read the source again to compare it with the database.")
    private boolean noVerify;

    @Mixin
    private final ReportOption reports = new ReportOption();

    @Mixin
    private final ProgressOption progress = new ProgressOption();

    MigrateCommand(Terminal terminal, Interruption interruption) {
        this(terminal, interruption, UnaryOperator.identity());
    }

    /** @param onItsWay what the database passes through before anything is written to it */
    MigrateCommand(Terminal terminal, Interruption interruption, UnaryOperator<StoreTarget> onItsWay) {
        this.terminal = terminal;
        this.interruption = interruption;
        this.onItsWay = onItsWay;
    }

    @Override
    public Integer call() {
        MlflowSchema schema = reading.schema();
        boolean replace = mayReplace();
        // Nothing is made beside the target before it is known to lie outside the source.
        try (FileStores source = reading.open(target.limits(schema))) {
            refuseInside(source);
            reports.refuseInside(reading, source, target.file());
            reading.demandPlaceOfCopies(source);
            try (StoreTarget database = onItsWay.apply(target.prepare(replace, schema));
                    Copies copies = new Copies(
                            reading.artifacts.begin(StoreFolders.of(source.roots()), reading.followSymlinks))) {
                interruption.begun(database);
                return migrate(source, database, schema, copies).status();
            }
        }
    }

    /** Whether an existing target is to be replaced; where nobody answers, only --overwrite says so. */
    private boolean mayReplace() {
        // A folder is refused in any case, and with a word of its own.
        if (overwrite || Files.isDirectory(target.file()) || !Files.exists(target.file(), LinkOption.NOFOLLOW_LINKS)) {
            return overwrite;
        }
        String question = " exists. Replace it, once the new database is complete and verified?";
        if (interruption.asking(() -> terminal.confirm(VisibleText.sentence(target.toString()) + question))) {
            return true;
        }
        throw new TargetException(
                "the target " + target + " exists already: choose another file, or replace it with --overwrite");
    }

    /** A database among the files that are read would be a change of the source. */
    private void refuseInside(FileStores source) {
        Optional<Path> inside = reading.folderAround(target.file(), source);
        if (inside.isPresent()) {
            throw new TargetException(
                    "the target " + target + " lies inside the source " + inside.get() + ": choose a place outside it");
        }
    }

    private ExitCode migrate(FileStores source, StoreTarget database, MlflowSchema schema, Copies copies) {
        FindingsText text = new FindingsText(terminal.out());
        Timelines timelines = new Timelines();
        Locations locations = reading.locations(source, copies.copy());
        boolean bad;
        MigrationSummary summary;
        @Nullable Proof proof;
        long entities;
        try (StoreWriter writer = database.writer()) {
            try (ConsoleProgress shown = progress.start(terminal, "Migrating", source::entityCount)) {
                summary = Migration.copy(
                        locations.store(), writer, interruption.watching(shown), locations.counting(timelines));
                entities = shown.done();
            }
            if (onBad == OnBad.SKIP || source.findings().blockedCount() == 0) {
                copies.finish(source.findings(), progress, terminal, interruption);
            }
            bad = source.findings().blockedCount() > 0;
            if (bad) {
                demandPresent(source);
            }
            if (bad && onBad == OnBad.FAIL) {
                text.all("Read:", summary, source);
                reports.write(
                        report(source, timelines, summary, schema, null, ExitCode.BLOCKED)
                                .with(locations.survey(), null),
                        terminal);
                terminal.err()
                        .println(Main.NAME + ": nothing was written: mend what is blocked, let --repair do what it"
                                + " can, or leave it out with --on-bad skip");
                return ExitCode.BLOCKED;
            }
            reading.demandUse(locations, source);
            if (noVerify) {
                writer.commit();
                proof = null;
            } else {
                proof = commitAndProve(writer, source, entities, database);
            }
        }
        interruption.check();
        if (proof == null) {
            database.publish();
        } else if (!proof.publish(database)) {
            new VerificationText(terminal.out(), terminal.colors(), "")
                    .print(proof, source.findings().blockedCount());
            reports.write(report(source, timelines, summary, schema, proof, ExitCode.DIFFERENT), terminal);
            terminal.err()
                    .println(Main.NAME + ": the new database is not what the source says and was discarded;"
                            + " this is a defect of the program: please report it with the report of --report");
            return ExitCode.DIFFERENT;
        }
        text.all("Migrated:", summary, source);
        new LocationsText(terminal.out(), locations.survey()).print();
        ClosingWords words = new ClosingWords(terminal.out());
        words.print(target, schema, proof, source.findings().blockedCount());
        words.artifacts(source.roots(), locations.survey(), copies.manifest());
        ExitCode code = bad ? ExitCode.INCOMPLETE : ExitCode.COMPLETE;
        reports.write(
                report(source, timelines, summary, schema, proof, code).with(locations.survey(), copies.manifest()),
                terminal);
        return code;
    }

    private Report report(
            FileStores source,
            Timelines timelines,
            MigrationSummary summary,
            MlflowSchema schema,
            @Nullable Proof proof,
            ExitCode code) {
        return new Report(
                reports.invocation(Report.Command.MIGRATE),
                new Report.Outcome(code.status(), code.meaning()),
                ReadingOptions.named(source),
                Optional.of(target.described(schema)),
                source.accounting(),
                summary.written(),
                source.findings(),
                Optional.ofNullable(proof).map(Proof::comparison),
                proof == null ? List.of() : proof.checks(),
                timelines.timelines(),
                ReportOption.staysBehind(source.accounting()));
    }

    /** What is blocked because the whole source went away under the reading is no list to mend. */
    private static void demandPresent(FileStores source) {
        for (Path root : source.roots()) {
            if (!Files.isDirectory(root)) {
                throw new SourceException("the source " + root + " is gone: bring it back and migrate again");
            }
        }
    }

    /** Reads the source anew, so that what the first reading missed or mistook shows; the commit need not wait for it. */
    private Proof commitAndProve(StoreWriter writer, FileStores first, long entities, StoreTarget database) {
        demandPresent(first);
        try (FileStores second = reading.open(database.limits());
                Verification verification =
                        Verification.begin(reading.locations(second).store())) {
            writer.commit();
            Proof proof;
            try (ConsoleProgress shown = progress.start(terminal, "Verifying", () -> entities)) {
                proof = Proof.of(verification, database, LIMIT, interruption.watching(shown));
            }
            if (second.fingerprint() != first.fingerprint()) {
                throw new SourceException("the source " + ReadingOptions.named(first)
                        + " changed while it was read: stop what writes to it and migrate again");
            }
            return proof;
        }
    }
}
