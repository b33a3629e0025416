package org.filestoremigration.verification.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.merge.MergeOutcomes;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.migration.ArtifactManifest;
import org.filestoremigration.domain.migration.LocationSurvey;
import org.filestoremigration.domain.store.Check;
import org.filestoremigration.verification.VerificationReport;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a plan, a migration or a verification has to say.
 *
 * @param source absolute, so that it is clear to a reader on another day
 * @param target empty for a plan
 * @param accounting what became of the source's files
 * @param counts how many entities of each kind the source holds, or a migration wrote
 * @param findings what the source's reader found
 * @param verification empty where none was asked for, or it did not come to it
 * @param checks of the target's database
 * @param timelines of the experiments that have runs
 * @param staysBehind what must not be deleted with the source, because it is not part of a database
 * @param additions what only some commands know
 */
public record Report(
        Invocation invocation,
        Outcome outcome,
        String source,
        Optional<Target> target,
        Accounting accounting,
        Map<EntityKind, Long> counts,
        Findings findings,
        Optional<VerificationReport> verification,
        List<Check> checks,
        List<ExperimentTimeline> timelines,
        List<StaysBehind> staysBehind,
        Additions additions) {

    private static final int BLOCKED = 3;
    private static final int INCOMPLETE = 6;

    public Report {
        Map<EntityKind, Long> copy = new EnumMap<>(EntityKind.class);
        copy.putAll(counts);
        counts = Collections.unmodifiableMap(copy);
        checks = List.copyOf(checks);
        timelines = List.copyOf(timelines);
        // What was copied does not stay behind.
        staysBehind = additions.copied().isPresent() ? List.of() : List.copyOf(staysBehind);
    }

    /** A report without additions. */
    public Report(
            Invocation invocation,
            Outcome outcome,
            String source,
            Optional<Target> target,
            Accounting accounting,
            Map<EntityKind, Long> counts,
            Findings findings,
            Optional<VerificationReport> verification,
            List<Check> checks,
            List<ExperimentTimeline> timelines,
            List<StaysBehind> staysBehind) {
        this(
                invocation,
                outcome,
                source,
                target,
                accounting,
                counts,
                findings,
                verification,
                checks,
                timelines,
                staysBehind,
                Additions.NONE);
    }

    /** The same, with what is known of artifacts; of copied ones null if there are none. */
    public Report with(LocationSurvey survey, @Nullable ArtifactManifest manifest) {
        return with(new Additions(
                additions.merge(), Optional.of(survey), Optional.ofNullable(manifest), additions.sourceDigest()));
    }

    /** The same, of a merge. */
    public Report with(MergeOutcomes outcomes) {
        return with(new Additions(
                Optional.of(outcomes), additions.locations(), additions.copied(), additions.sourceDigest()));
    }

    /** The same, with the content digest of the source; null if it was not computed. */
    public Report withSourceDigest(@Nullable String digest) {
        return with(new Additions(
                additions.merge(), additions.locations(), additions.copied(), Optional.ofNullable(digest)));
    }

    private Report with(Additions others) {
        return new Report(
                invocation,
                outcome,
                source,
                target,
                accounting,
                counts,
                findings,
                verification,
                checks,
                timelines,
                staysBehind,
                others);
    }

    /** Whether it says what a migration would do, because nothing was written. */
    boolean isForecast() {
        return invocation.command() == Command.PLAN || outcome.exitCode() == BLOCKED;
    }

    /** Whether somebody may want to sign it: what was asked for is done, or can be done. */
    boolean isAcceptable() {
        return outcome.exitCode() == 0 || outcome.exitCode() == INCOMPLETE;
    }

    /**
     * What only some commands know.
     *
     * @param merge what a merge did, empty without one
     * @param locations where the artifacts are to which the database points, or would
     * @param copied the artifacts that were copied
     * @param sourceDigest the content digest of what was read from the source; empty if it was not computed
     */
    public record Additions(
            Optional<MergeOutcomes> merge,
            Optional<LocationSurvey> locations,
            Optional<ArtifactManifest> copied,
            Optional<String> sourceDigest) {

        static final Additions NONE =
                new Additions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What was asked for. */
    public enum Command {
        PLAN("plan"),
        MIGRATE("migrate"),
        VERIFY("verify");

        private final String title;

        Command(String title) {
            this.title = title;
        }

        /** As on the command line. */
        public String title() {
            return title;
        }
    }

    /**
     * Who ran what, when and where, and how long it took.
     *
     * @param host the name of the machine
     * @param user the name of the account
     */
    public record Invocation(
            Command command,
            String toolVersion,
            List<Option> options,
            Instant started,
            Duration duration,
            String host,
            String user) {

        public Invocation {
            options = List.copyOf(options);
        }
    }

    /**
     * One option with its value, as it took effect.
     *
     * @param name with its dashes
     */
    public record Option(String name, String value) {}

    /**
     * What it came to.
     *
     * @param exitCode 0 complete, 1 differences, 2 usage, 3 blocked, 4 source, 5 target, 6 complete but for what was
     *     skipped, 70 defect, 130 interrupted
     * @param verdict one sentence
     */
    public record Outcome(int exitCode, String verdict) {}

    /**
     * The database.
     *
     * @param location its URI, absolute and without a password
     * @param mlflowVersion the release that opens it without an upgrade
     * @param revision Alembic's name of the schema
     */
    public record Target(String location, String mlflowVersion, String revision) {}

    /**
     * Files that a database does not replace.
     *
     * @param what in the plural: {@code artifacts}, {@code trace spans}
     */
    public record StaysBehind(String what, long files) {}
}
