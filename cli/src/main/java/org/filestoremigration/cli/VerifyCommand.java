package org.filestoremigration.cli;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.merge.RenumberedStore;
import org.filestoremigration.domain.migration.ArtifactManifest;
import org.filestoremigration.domain.migration.RecordedIds;
import org.filestoremigration.domain.store.CheckedStore;
import org.filestoremigration.filestore.FileStores;
import org.filestoremigration.filestore.artifact.StoreFolders;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.verification.ContentDigest;
import org.filestoremigration.verification.Proof;
import org.filestoremigration.verification.Tolerance;
import org.filestoremigration.verification.Verification;
import org.filestoremigration.verification.VisibleText;
import org.filestoremigration.verification.report.Report;
import org.filestoremigration.verification.report.Timelines;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares a FileStore with a database that this or any other tool wrote. */
@Command(
        name = VerifyCommand.NAME,
        sortOptions = false,
        description = "Compares every field of a FileStore with a database, whichever tool wrote it; changes neither.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  migrate-filestore verify --source mlruns --target sqlite:///mlflow.db",
            "  migrate-filestore verify --source mlruns --target sqlite:///mlflow.db --limit 9 --report diff.html"
        })
final class VerifyCommand implements Callable<Integer> {

    static final String NAME = "verify";

    private final Terminal terminal;
    private final Interruption interruption;

    @Mixin
    private final ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--target",
            required = true,
            paramLabel = "URI",
            converter = TargetOption.class,
            description = "The database to compare: sqlite:///relative, sqlite:////absolute, the path of a file, or"
                    + " postgresql://user@host/database.")
    private TargetDatabase target = new FileTarget(Path.of(""), "");

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many differences to list; the rest are only counted. Default: ${DEFAULT-VALUE}.")
    private int limit = 100;

    @Option(
            names = "--allow-additions",
            description =
                    "Do not treat what only the database has as a difference, only count it: MLflow may have written more since.")
    private boolean allowAdditions;

    @Option(
            names = "--artifacts",
            description = "Compare every artifact with its copy in --copy-artifacts, by SHA-256.")
    private boolean compareArtifacts;

    @Mixin
    private final ReportOption reports = new ReportOption();

    @Mixin
    private final ProgressOption progress = new ProgressOption();

    VerifyCommand(Terminal terminal, Interruption interruption) {
        this.terminal = terminal;
        this.interruption = interruption;
    }

    @Override
    public Integer call() {
        TargetDatabase.Opened opened = target.open();
        try (CheckedStore database = opened.store();
                FileStores source = reading.open(opened.limitsFor(reading.schemaOr(opened.schema())))) {
            reports.refuseInside(reading, source, target.file());
            Timelines timelines = new Timelines();
            ContentCounts counts = new ContentCounts();
            reading.requirePlaceOfCopies(source);
            if (compareArtifacts && reading.artifacts.copies == null) {
                throw reading.wrongUsage("--artifacts needs --copy-artifacts with the directory of the copies");
            }
            Copies copies = new Copies(
                    compareArtifacts
                            ? reading.artifacts.compare(StoreFolders.of(source.roots()), reading.followSymlinks)
                            : null);
            Locations locations = reading.locations(source, copies.copy());
            Consumer<Entity> seen = timelines.andThen(counts);
            ContentDigest digest = reports.digest();
            Proof proof;
            try (ConsoleProgress shown = progress.start(terminal, "Verifying", source::entityCount);
                    Verification verification = Verification.begin(
                            RenumberedStore.of(locations.store(), RecordedIds.in(database)),
                            locations.counting(digest == null ? seen : seen.andThen(digest::add)))) {
                proof = Proof.of(
                        verification,
                        database,
                        limit,
                        interruption.watching(shown),
                        allowAdditions ? Tolerance.ADDITIONS : Tolerance.NONE);
            }
            reading.requireUse(locations, source);
            FindingsText text = new FindingsText(terminal);
            VerificationText verified = new VerificationText(terminal, ", see --limit");
            text.contents("Compared:", counts);
            verified.details(proof, reports.verbose);
            text.normalizations(source.findings());
            text.blocked(source.findings());
            new LocationsText(terminal.out(), locations.survey()).print();
            List<Finding.Blocked> unequal;
            try (copies) {
                unequal = copies.compared(progress, terminal, interruption);
            }
            ExitCode code = unequal.isEmpty() ? code(proof, source) : ExitCode.DIFFERENT;
            say(unequal, copies.manifest());
            verified.verdict(proof, source.findings().blockedCount());
            reports.write(
                    report(source, timelines, opened.schema(), proof, code)
                            .with(locations.survey(), null)
                            .withSourceDigest(digest == null ? null : digest.finish()),
                    terminal);
            return code.status();
        }
    }

    private void say(List<Finding.Blocked> unequal, @Nullable ArtifactManifest equal) {
        if (equal != null) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "Copied artifacts: %,d equal by SHA-256, %,d missing or different%n",
                            equal.count(),
                            unequal.size());
            unequal.stream()
                    .limit(limit)
                    .forEach(item ->
                            terminal.out().println("  " + VisibleText.sentence(item.place() + ": " + item.reason())));
        }
    }

    /** What is blocked in the source can be neither in the database nor compared. */
    private static ExitCode code(Proof proof, FileStores source) {
        if (!proof.holds()) {
            return ExitCode.DIFFERENT;
        }
        return source.findings().blockedCount() > 0 ? ExitCode.INCOMPLETE : ExitCode.COMPLETE;
    }

    private Report report(FileStores source, Timelines timelines, MlflowSchema schema, Proof proof, ExitCode code) {
        Map<EntityKind, Long> counts = new EnumMap<>(EntityKind.class);
        proof.comparison().tallies().forEach((kind, tally) -> counts.put(kind, tally.source()));
        return new Report(
                reports.invocation(Report.Command.VERIFY),
                new Report.Outcome(
                        code.status(), proof.verdict(source.findings().blockedCount())),
                ReadingOptions.absolute(source),
                Optional.of(target.described(schema)),
                source.accounting(),
                counts,
                source.findings(),
                Optional.of(proof.comparison()),
                proof.checks(),
                timelines.timelines(),
                ReportOption.staysBehind(source.accounting()));
    }
}
