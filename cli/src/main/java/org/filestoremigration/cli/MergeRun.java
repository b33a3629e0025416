package org.filestoremigration.cli;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.filestoremigration.domain.merge.DeferredUpdater;
import org.filestoremigration.domain.merge.Merge;
import org.filestoremigration.domain.merge.MergeOutcome.Decision;
import org.filestoremigration.domain.merge.MergeOutcomes;
import org.filestoremigration.domain.merge.TargetReaders;
import org.filestoremigration.domain.merge.UnitedStore;
import org.filestoremigration.domain.store.Check;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.StoreAhead;
import org.filestoremigration.domain.store.TargetInUse;
import org.filestoremigration.domain.store.TargetLimits;
import org.filestoremigration.filestore.FileStores;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.verification.MergeComparison;
import org.filestoremigration.verification.MergeProof;
import org.filestoremigration.verification.VerificationReport;
import org.filestoremigration.verification.report.Report;
import org.jspecify.annotations.Nullable;

/** Adds to a database that is there: reads both, writes out of everybody's sight, proves it, and only then shows it. */
final class MergeRun {

    static final String DECIDE =
            "resolve each conflict in the source or the target, or all of them with --on-conflict target or --on-conflict source";

    private final Terminal terminal;
    private final Interruption interruption;
    private final ReadingOptions reading;
    private final MergeOption merge;
    private final ReportOption reports;
    private final ProgressOption progress;
    private final TargetDatabase target;
    private final MergeOutcomes outcomes = new MergeOutcomes();

    MergeRun(
            Terminal terminal,
            Interruption interruption,
            ReadingOptions reading,
            MergeOption merge,
            ReportOption reports,
            ProgressOption progress,
            TargetDatabase target) {
        this.terminal = terminal;
        this.interruption = interruption;
        this.reading = reading;
        this.merge = merge;
        this.reports = reports;
        this.progress = progress;
        this.target = target;
    }

    /**
     * Merges.
     *
     * @param skipBad whether the rest is merged where something of the source is blocked
     * @param full whether both sides are read again for the proof
     */
    ExitCode run(boolean skipBad, boolean full) {
        reading.secondLook = !full;
        There there = there();
        MlflowSchema schema = there.schema();
        try (FileStores source = reading.openApart(there.limits(), false)) {
            reading.refuseInside(target, source);
            reports.refuseInside(reading, source, target.file());
            try (TargetInUse database = target.use(schema)) {
                interruption.begun(database);
                return merge(source, database, schema, skipBad);
            }
        }
    }

    /** What the database is at, and what it cannot hold. */
    private record There(MlflowSchema schema, TargetLimits limits) {}

    /** The database's own schema, and no other. */
    private There there() {
        MlflowSchema schema;
        TargetLimits limits;
        try (TargetDatabase.Opened opened = target.open()) {
            schema = opened.schema();
            limits = opened.limits();
        }
        if (!reading.schemaOr(schema).revision().equals(schema.revision())) {
            throw reading.wrongUsage("the target " + target + " is at the schema of MLflow "
                    + String.join(", ", schema.mlflowVersions())
                    + ", which --merge does not change: remove --mlflow-version, or upgrade the database first");
        }
        return new There(schema, limits);
    }

    /** What {@link #run} would do: the same walk, and nothing is written. */
    ExitCode plan() {
        There there = there();
        MlflowSchema schema = there.schema();
        try (FileStores source = reading.openApart(there.limits(), false);
                IndexedStore before = target.open().store()) {
            reports.refuseInside(reading, source, target.file());
            Locations locations = reading.locations(source);
            try (ConsoleProgress shown = progress.start(terminal, "Reading", source::entityCount)) {
                UnitedStore united = merge.united(source, locations, before, there.limits(), outcomes);
                Merge.plan(
                        united,
                        before,
                        merge.onConflict(),
                        outcomes,
                        interruption.watching(shown),
                        locations.counting(entity -> {}));
            }
            print("Would be merged:", source);
            ExitCode code = code(source, false);
            write(Report.Command.PLAN, source, locations, schema, null, code);
            return code;
        }
    }

    private ExitCode merge(FileStores source, TargetInUse database, MlflowSchema schema, boolean skipBad) {
        Locations locations = reading.locations(source);
        MergeComparison made = new MergeComparison(outcomes.lostValues(), MergeProving.LIMIT);
        boolean changed;
        @Nullable FutureTask<Boolean> secondLook = null;
        try (IndexedStore before = database.before();
                StoreAhead inOrder = new StoreAhead("target-before", database.before());
                DeferredUpdater updater = new DeferredUpdater(database::updater)) {
            try (ConsoleProgress shown = progress.start(terminal, "Merging", source::entityCount)) {
                UnitedStore united = merge.united(source, locations, before, database.limits(), outcomes);
                Merge.into(
                        united,
                        new TargetReaders(inOrder, before),
                        updater,
                        merge.onConflict(),
                        outcomes,
                        interruption.watching(shown),
                        locations.counting(entity -> {}),
                        made);
            }
            ExitCode code = code(source, skipBad);
            if (code == ExitCode.BLOCKED) {
                print("Would be merged:", source);
                write(Report.Command.MIGRATE, source, locations, schema, null, code);
                terminal.err().println(Main.NAME + ": nothing was written: " + remedy());
                return code;
            }
            if (reading.secondLook && source.stores().size() == 1 && source.showsChanges()) {
                secondLook = Proving.secondLook(source);
                Proving.begin(secondLook);
            }
            updater.commit();
            changed = updater.isOpened();
        }
        MergeProof proof = new MergeProving(terminal, interruption, reading, merge, progress, database, made, changed)
                .prove(source, secondLook, outcomes.lostValues(), reports.digest() != null);
        interruption.check();
        if (!proof.holds()) {
            return discard(source, locations, schema, proof);
        }
        if (changed) {
            database.publish();
        }
        print("Merged:", source);
        ClosingWords words = new ClosingWords(terminal, reading.artifacts);
        words.printMerged(target, schema, proof.verdict());
        words.renumbered(outcomes.renumberedCount());
        words.artifacts(source.roots(), locations.survey(), null, null);
        ExitCode code = code(source, skipBad);
        write(Report.Command.MIGRATE, source, locations, schema, proof, code);
        return code;
    }

    private String remedy() {
        return outcomes.decided(Decision.OPEN) > 0
                ? DECIDE
                : "fix what is blocked, let --repair do what it can, or leave it out with --on-bad skip";
    }

    private ExitCode discard(FileStores source, Locations locations, MlflowSchema schema, MergeProof proof) {
        terminal.out().println(proof.verdict());
        VerificationText text = new VerificationText(terminal, "");
        proof.ofSource().forEach(text::differences);
        text.differences(proof.ofTarget());
        text.checks(proof.checks());
        write(Report.Command.MIGRATE, source, locations, schema, proof, ExitCode.DIFFERENT);
        terminal.err()
                .println(Main.NAME + ": the merged database lacks something of the two and was discarded;"
                        + " this is a defect of the program: please report it, with a report written by --report");
        return ExitCode.DIFFERENT;
    }

    private ExitCode code(FileStores source, boolean skipBad) {
        boolean bad = source.findings().blockedCount() > 0;
        if (outcomes.decided(Decision.OPEN) > 0 || (bad && !skipBad)) {
            return ExitCode.BLOCKED;
        }
        return bad ? ExitCode.INCOMPLETE : ExitCode.COMPLETE;
    }

    private void print(String heading, FileStores source) {
        terminal.out().println(heading);
        new MergeText(terminal.out()).print(outcomes);
        new FindingsText(terminal).source(source);
    }

    private void write(
            Report.Command command,
            FileStores source,
            Locations locations,
            MlflowSchema schema,
            @Nullable MergeProof proof,
            ExitCode code) {
        Optional<VerificationReport> comparison = Optional.ofNullable(proof).map(MergeProof::ofTarget);
        List<Check> checks = proof == null ? List.of() : proof.checks();
        reports.write(
                new Report(
                                reports.invocation(command),
                                new Report.Outcome(code.status(), proof == null ? code.meaning() : proof.verdict()),
                                ReadingOptions.absolute(source),
                                Optional.of(target.described(schema)),
                                source.accounting(),
                                Map.copyOf(outcomes.added()),
                                source.findings(),
                                comparison,
                                checks,
                                List.of(),
                                ReportOption.staysBehind(source.accounting()))
                        .with(outcomes)
                        .with(locations.survey(), null),
                terminal);
    }
}
