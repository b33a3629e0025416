package org.filestoremigration.cli;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.merge.MergeOutcome.Decision;
import org.filestoremigration.domain.merge.MergeOutcomes;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.MigrationSummary;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.filestore.FileStores;
import org.filestoremigration.filestore.artifact.StoreFolders;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.verification.ContentDigest;
import org.filestoremigration.verification.EntityIds;
import org.filestoremigration.verification.Proof;
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
        description =
                "Moves a FileStore into a new SQLite database or an empty PostgreSQL database, and compares every field.",
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

    private final Terminal terminal;
    private final Interruption interruption;
    private final UnaryOperator<StoreTarget> onItsWay;
    private final MergeOutcomes outcomes = new MergeOutcomes();

    /** Of what was read of the source; null until then, and if nobody needs it. */
    private @Nullable String sourceDigest;

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--target",
            required = true,
            paramLabel = "URI",
            converter = TargetOption.class,
            description =
                    "The database to create or fill: sqlite:///relative, sqlite:////absolute, the path of a file, or postgresql://user@host/database, which must be empty unless --merge adds to it.")
    private TargetDatabase target = new FileTarget(Path.of(""), "");

    @Option(
            names = "--on-bad",
            paramLabel = "fail|skip",
            defaultValue = "fail",
            description =
                    "What to do about data that cannot be migrated exactly: write nothing, or leave out the smallest possible part. Default: ${DEFAULT-VALUE}.")
    private OnBad onBad = OnBad.FAIL;

    @Option(
            names = "--overwrite",
            description = "Replace an existing target as soon as the new database is complete and verified.")
    private boolean overwrite;

    @Option(
            names = "--discard-target",
            description = "With --overwrite: replace the target even if it has data that the source lacks.")
    private boolean discardTarget;

    @Mixin
    private final MergeOption merge = new MergeOption();

    @Option(
            names = "--verify",
            paramLabel = "digest|full",
            description =
                    "How to verify the database: digest compares a SHA-256 of every field that was read with one of every field in the database; full reads the source again and compares field by field. Default: digest.")
    @Nullable
    private Verify verify;

    @Option(names = "--no-verify", description = "Do not read the database back to verify it.")
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
        if (noVerify && verify != null) {
            throw reading.wrongUsage("--verify and --no-verify cannot be combined: remove one");
        }
        if (merge.wanted() && (overwrite || noVerify)) {
            throw reading.wrongUsage("--merge adds to a database and verifies it: remove "
                    + (overwrite ? "--overwrite" : "--no-verify"));
        }
        if (discardTarget && !overwrite) {
            throw reading.wrongUsage("--discard-target needs --overwrite");
        }
        if (merge.wanted() && target.isInUse()) {
            if (reading.artifacts.copies != null) {
                throw reading.wrongUsage(
                        "--merge copies no artifacts: remove --copy-artifacts, and use it with the command relocate afterwards");
            }
            return new MergeRun(terminal, interruption, reading, merge, reports, progress, target)
                    .run(onBad == OnBad.SKIP, verify == Verify.FULL)
                    .status();
        }
        boolean replace = mayReplace();
        reading.secondLook = byDigest();
        // Nothing is made beside the target before it is known to be outside the source.
        try (TargetDatabase.Place place = reading.placeOf(target);
                FileStores source = merge.open(reading, place.limits())) {
            reading.refuseInside(target, source);
            reports.refuseInside(reading, source, target.file());
            reading.requirePlaceOfCopies(source);
            try (StoreTarget database = onItsWay.apply(place.prepare(replace));
                    Copies copies = new Copies(
                            reading.artifacts.begin(StoreFolders.of(source.roots()), reading.followSymlinks))) {
                interruption.begun(database);
                return migrate(source, database, place.schema(), copies).status();
            }
        }
    }

    /** Whether an existing target is to be replaced; where nobody answers, only --overwrite says so. */
    private boolean mayReplace() {
        Path file = target.file();
        // A folder is refused in any case, and with a message of its own.
        if (overwrite || file == null || Files.isDirectory(file) || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return overwrite;
        }
        String held = Replacement.held(target);
        String question = target + " exists" + (held.isEmpty() ? "" : " and holds " + held)
                + ". Replace it as soon as the new database is complete and verified?";
        if (interruption.asking(() -> terminal.confirm(VisibleText.sentence(question)))) {
            discardTarget = true;
            return true;
        }
        throw new TargetException("the target " + target
                + " already exists: choose another file, add to it with --merge, or replace it with" + " --overwrite");
    }

    /** Whether the proof is to be by digest. */
    private boolean byDigest() {
        return !noVerify && verify != Verify.FULL && !merge.wanted();
    }

    /** Whether what has been found lets the database be written. */
    private boolean mayBeWritten(FileStores source) {
        return onBad == OnBad.SKIP || source.findings().blockedCount() == 0;
    }

    private ExitCode migrate(FileStores source, StoreTarget database, MlflowSchema schema, Copies copies) {
        FindingsText text = new FindingsText(terminal);
        Timelines timelines = new Timelines();
        ContentCounts counts = new ContentCounts();
        Locations locations = reading.locations(source, copies.copy());
        ContentDigest digest = byDigest() ? new ContentDigest() : reports.digest();
        FutureTask<Boolean> secondLook = Proving.secondLook(source);
        boolean bad;
        MigrationSummary summary;
        @Nullable Proof proof;
        long entities;
        try (StoreWriter writer = database.writer()) {
            try (ConsoleProgress shown = progress.start(terminal, "Migrating", source::entityCount)) {
                EntityIds ids = overwrite && !discardTarget && target.isInUse() ? new EntityIds() : null;
                summary = Migration.copy(
                        merge.read(reading, source, locations, database.limits(), outcomes),
                        writer,
                        interruption.watching(shown),
                        locations.counting(
                                ids == null
                                        ? counts.andThen(timelines)
                                        : counts.andThen(timelines).andThen(ids)),
                        new Migration.Reading() {
                            @Override
                            public void read(Entity entity) {
                                if (digest != null) {
                                    digest.add(entity);
                                }
                            }

                            @Override
                            public void finished() {
                                // What is copied is looked at again after that.
                                if (byDigest() && copies.copy() == null && mayBeWritten(source)) {
                                    Proving.begin(secondLook);
                                }
                            }
                        });
                if (ids != null) {
                    Replacement.refuseLoss(target, ids);
                }
                entities = shown.done();
                sourceDigest = digest == null ? null : digest.finish();
            }
            if (outcomes.decided(Decision.OPEN) > 0) {
                return conflicting(source, timelines, counts, summary, schema);
            }
            if (mayBeWritten(source)) {
                copies.finish(source.findings(), progress, terminal, interruption);
            }
            bad = source.findings().blockedCount() > 0;
            if (bad) {
                requirePresent(source);
            }
            if (bad && onBad == OnBad.FAIL) {
                text.all("Read:", counts, source);
                reports.write(
                        report(source, timelines, summary, schema, null, ExitCode.BLOCKED)
                                .with(locations.survey(), null),
                        terminal);
                terminal.err()
                        .println(Main.NAME + ": nothing was written: fix what is blocked, "
                                + (source.findings().blocked().stream().anyMatch(Finding.Blocked::hasRepair)
                                        ? "let --repair do what it can, "
                                        : "")
                                + "or leave it out with --on-bad skip");
                return ExitCode.BLOCKED;
            }
            reading.requireUse(locations, source);
            if (noVerify) {
                writer.commit();
                proof = null;
            } else {
                requirePresent(source);
                proof = new Proving(terminal, interruption, progress, reading, merge, database)
                        .commitAndProve(
                                writer, source, byDigest() ? sourceDigest : null, secondLook, summary, entities);
            }
        }
        interruption.check();
        if (proof == null) {
            database.publish();
        } else if (!proof.publish(database)) {
            new VerificationText(terminal, "").print(proof, source.findings().blockedCount());
            reports.write(report(source, timelines, summary, schema, proof, ExitCode.DIFFERENT), terminal);
            terminal.err()
                    .println(Main.NAME + ": the new database differs from the source and was discarded;"
                            + " this is a defect of the program: please report it, with a report written by --report");
            return ExitCode.DIFFERENT;
        }
        if (merge.wanted()) {
            new MergeText(terminal.out()).differences(outcomes);
        }
        text.all("Migrated:", counts, source);
        if (reports.verbose) {
            text.rows(summary);
        }
        new LocationsText(terminal.out(), locations.survey()).print();
        ClosingWords words = new ClosingWords(terminal, reading.artifacts);
        words.print(target, schema, proof, source.findings().blockedCount());
        words.renumbered(source.findings().normalizations().getOrDefault(Normalization.EXPERIMENT_ID, 0L));
        words.artifacts(
                source.roots(),
                locations.survey(),
                copies.manifest(),
                proof == null ? "the database was not verified" : bad ? "what is blocked is only there" : null);
        ExitCode code = bad ? ExitCode.INCOMPLETE : ExitCode.COMPLETE;
        reports.write(
                report(source, timelines, summary, schema, proof, code).with(locations.survey(), copies.manifest()),
                terminal);
        return code;
    }

    private ExitCode conflicting(
            FileStores source,
            Timelines timelines,
            ContentCounts counts,
            MigrationSummary summary,
            MlflowSchema schema) {
        new MergeText(terminal.out()).print(outcomes);
        new FindingsText(terminal).all("Read:", counts, source);
        reports.write(report(source, timelines, summary, schema, null, ExitCode.BLOCKED), terminal);
        terminal.err().println(Main.NAME + ": nothing was written: " + MergeRun.DECIDE);
        return ExitCode.BLOCKED;
    }

    private Report report(
            FileStores source,
            Timelines timelines,
            MigrationSummary summary,
            MlflowSchema schema,
            @Nullable Proof proof,
            ExitCode code) {
        Report report = new Report(
                reports.invocation(Report.Command.MIGRATE),
                new Report.Outcome(code.status(), code.meaning()),
                ReadingOptions.absolute(source),
                Optional.of(target.described(schema)),
                source.accounting(),
                summary.written(),
                source.findings(),
                Optional.ofNullable(proof).map(Proof::comparison),
                proof == null ? List.of() : proof.checks(),
                timelines.timelines(),
                ReportOption.staysBehind(source.accounting()));
        return (merge.wanted() ? report.with(outcomes) : report).withSourceDigest(sourceDigest);
    }

    /** What is blocked because the whole source went away under the reading is not a list to fix. */
    private static void requirePresent(FileStores source) {
        for (Path root : source.roots()) {
            if (!Files.isDirectory(root)) {
                throw new SourceException("the source " + root + " is gone: bring it back and migrate again");
            }
        }
    }
}
