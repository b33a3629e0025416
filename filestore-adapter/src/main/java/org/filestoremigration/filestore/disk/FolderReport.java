package org.filestoremigration.filestore.disk;

import java.io.IOException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.migration.FileOutcome;
import org.filestoremigration.domain.store.StoreException;
import org.filestoremigration.filestore.disk.SourceEntry.Problem;

/**
 * What was found in one owner's folder, and what becomes of each file in it.
 *
 * <p>Every file that its {@link #reader} has listed must be claimed: by {@link #migrated}, by reading it as text, or by
 * any finding about it. Those that nobody claimed are noted as files that MLflow does not read, so no file is forgotten.
 *
 * <p>Belongs to one thread at a time; the store merges the reports in the order of the entities.
 */
public final class FolderReport {

    private final SourceTree tree;
    private final FolderReader reader;
    private final KeptFindings findings = new KeptFindings();
    private final Claims claims;

    public FolderReport(SourceTree tree) {
        this.tree = tree;
        this.reader = new FolderReader(tree, this);
        this.claims = new Claims(
                tree, place -> note(SourcePlace.of(place), "it cannot be read, so the files in it are not counted"));
    }

    public SourceTree tree() {
        return tree;
    }

    /** Reads for this report. */
    public FolderReader reader() {
        return reader;
    }

    void found(SourceEntry entry) {
        claims.found(entry);
    }

    void unnameable(SourceEntry entry) {
        blockedBy(entry);
        claims.foundUnnameable(entry);
    }

    /** Blocks what the system does not let be read. */
    public void unreadable(SourceEntry entry, IOException e) {
        blocked(
                entry,
                "it cannot be read: " + StoreException.reason(e),
                "make it readable, or move it out of the source");
    }

    /** Claims a link to a folder of the source once it is used. */
    public void readThrough(SourceEntry folder) {
        if (tree.isLinkInside(folder)) {
            migrated(folder);
        }
    }

    /** As if a folder that other reports read had been listed here. */
    public void countLink(SourceEntry folder) {
        if (tree.isLinkInside(folder)) {
            found(folder);
            migrated(folder);
        }
    }

    /** Makes a content that was read in pieces part of the fingerprint. */
    public void addContent(SourceEntry file, long checksum, long length) {
        claims.addContent(file, checksum, length);
    }

    public void migrated(SourceEntry file) {
        claims.claim(file, FileOutcome.MIGRATED);
    }

    /** The whole file, once. */
    public void normalized(Normalization rule, SourceEntry file) {
        normalized(rule, file, file.whole(), 1);
    }

    public void normalized(Normalization rule, SourceEntry file, String key) {
        normalized(rule, file, file.key(key), 1);
    }

    public void normalized(Normalization rule, SourceEntry file, SourcePlace place, long count) {
        claims.claim(file, FileOutcome.NORMALIZED);
        findings.add(new Finding.Normalized(rule, place, count));
    }

    /** Something that follows from no file, such as one that is not there. */
    public void normalized(Normalization rule, SourcePlace place) {
        findings.add(new Finding.Normalized(rule, place, 1));
    }

    public void repaired(SourceEntry file, String what, String original, String now) {
        repaired(file, what, original, now, 1);
    }

    /** Several times in one file; {@code original} and {@code now} are of the first. */
    public void repaired(SourceEntry file, String what, String original, String now, long count) {
        claims.claim(file, FileOutcome.NORMALIZED);
        findings.add(new Finding.Repaired(file.whole(), what, original, now, count));
    }

    /** An oddity worth knowing, which decides nothing about the file. */
    public void note(SourcePlace place, String reason) {
        findings.add(new Finding.Note(place, reason));
    }

    /** Claims a file as no part of the database, without a word. */
    void leftAlone(SourceEntry file) {
        claims.claim(file, FileOutcome.LEFT_ALONE);
    }

    /** Claims a link to a folder as one file that is not part of the database. */
    void leftAloneLink(SourceEntry link) {
        leftAlone(link);
        claims.foundLink(link);
    }

    /** Counts all files below a folder, links not followed, that no {@code list} has shown. */
    public void leftAloneBelow(SourceEntry folder) {
        claims.walk(folder, FileOutcome.LEFT_ALONE);
    }

    /** Artifacts are not part of the database: counted, links and all, and not opened. */
    public void artifacts(SourceEntry entry) {
        Problem problem = entry.problem();
        leftAlone(entry);
        if (entry.isFolderLink()) {
            claims.foundLink(entry);
        } else if (entry.isFolder()) {
            leftAloneBelow(entry);
        } else if (problem != null) {
            note(entry.whole(), "its artifacts are not counted: " + problem.reason());
        }
    }

    /** What is where MLflow never looks: noted and counted. */
    public void unknown(SourceEntry entry) {
        Problem problem = entry.problem();
        note(entry.whole(), unread(entry) + (problem == null ? "" : ", and " + problem.reason()));
        leftAlone(entry);
        if (entry.isFolderLink()) {
            claims.foundLink(entry);
        } else if (entry.isFolder()) {
            leftAloneBelow(entry);
        }
    }

    private static String unread(SourceEntry entry) {
        return Junk.isFolderName(entry.name()) || Junk.isFileName(entry.name())
                ? "another program left it here, and MLflow does not read it"
                : "MLflow does not read it";
    }

    /** Takes back that the file was listed here: the report about what it belongs to counts it. */
    public void countedElsewhere(SourceEntry file) {
        claims.forget(file);
    }

    /** Blocks a whole file, or names a whole folder as blocked. */
    public void blocked(SourceEntry entry, String reason, String remedy) {
        blocked(entry, entry.whole(), reason, remedy);
    }

    public void blocked(SourceEntry entry, SourcePlace place, String reason, String remedy) {
        claims.claim(entry, FileOutcome.BLOCKED);
        findings.add(new Finding.Blocked(place, reason, remedy));
    }

    /** Claims a file of which something is left out because its owner is blocked, which has an item of its own. */
    public void blockedWithOwner(SourceEntry file) {
        claims.claim(file, FileOutcome.BLOCKED);
    }

    /** Blocks an entry that cannot be used, with its own reason. */
    public void blockedBy(SourceEntry unusable) {
        Problem problem = unusable.problem();
        if (problem == null) {
            throw new IllegalArgumentException(unusable.place() + " is usable");
        }
        blocked(unusable, problem.reason(), problem.remedy());
    }

    /** The entry itself, which is blocked if it cannot be used. */
    public SourceEntry checked(SourceEntry entry) {
        if (entry.problem() != null) {
            blockedBy(entry);
        }
        return entry;
    }

    /**
     * The owner cannot be migrated, so nothing below its folder is: all files there count as blocked, whatever was
     * claimed before, and of the findings only the blocked items stay. Call it last, after the finding that says why.
     */
    public void ownerBlocked(SourceEntry folder) {
        findings.keepOnlyBlocked();
        claims.withdraw(folder, FileOutcome.BLOCKED);
    }

    /** The owner is not wanted or no owner at all: all files below its folder count as left alone. */
    public void ownerLeftAlone(SourceEntry folder) {
        findings.clear();
        claims.withdraw(folder, FileOutcome.LEFT_ALONE);
    }

    /** Takes over blocked items of a report about what is counted here; nothing else of it. */
    public void addBlocked(FolderReport other, Predicate<Finding.Blocked> wanted) {
        findings.addBlocked(other.findings, wanted);
    }

    /** Takes over blocked items, of files that are counted elsewhere. */
    public void addBlocked(Stream<Finding.Blocked> items, long beyondKept) {
        findings.addBlocked(items, beyondKept);
    }

    /** Whether anything is blocked so far. */
    public boolean hasBlocked() {
        return findings.anyBlocked(item -> true);
    }

    /** Whether anything is blocked because of this key of a YAML file. */
    public boolean hasBlocked(String key) {
        return findings.anyBlocked(item -> key.equals(item.place().key()));
    }

    /** Takes over what another report of the same thread holds. */
    public void add(FolderReport other) {
        claims.addAll(other.claims);
        findings.addAll(other.findings);
    }

    /** Notes the files that nobody claimed, hands over all findings and gives the outcome of each file, counted. */
    public Accounting mergeInto(Findings all) {
        Accounting counted = claims.settle(file -> note(file.whole(), unread(file)));
        findings.handOver(all);
        return counted;
    }

    int fileCount() {
        return claims.fileCount();
    }

    long byteCount() {
        return claims.byteCount();
    }

    /** The sum over all contents and names in this folder; complete once the report has been merged. */
    long fingerprint() {
        return claims.fingerprint();
    }

    /** The sum over what a look showed of each file; complete once the report has been merged. */
    long looks() {
        return claims.looks();
    }

    /** Text for a message, in quotes and cut where it gets long. */
    public static String shown(String text) {
        return "'" + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + "'";
    }
}
