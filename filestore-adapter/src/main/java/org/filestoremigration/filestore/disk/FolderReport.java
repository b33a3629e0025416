package org.filestoremigration.filestore.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.migration.FileOutcome;
import org.filestoremigration.domain.migration.Finding;
import org.filestoremigration.domain.migration.Findings;
import org.filestoremigration.domain.migration.Normalization;
import org.filestoremigration.domain.store.SourcePlace;
import org.filestoremigration.domain.store.StoreException;
import org.filestoremigration.filestore.disk.SourceEntry.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one owner's folder, and what becomes of each file in it.
 *
 * <p>Every file that a {@code list} has shown must be claimed: by {@link #migrated}, by reading it as {@link #text}, or
 * by any finding about it. Those that nobody claimed are noted as files that MLflow does not read, so no file is
 * forgotten. Of several claims the worst counts.
 *
 * <p>Belongs to one thread at a time; the store merges the reports in the order of the entities.
 */
public final class FolderReport {

    private final SourceTree tree;
    private final List<SourceEntry> files = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private long findingsBeyondKept;
    private Accounting walked = Accounting.NONE;
    private long fingerprint;

    public FolderReport(SourceTree tree) {
        this.tree = tree;
    }

    public SourceTree tree() {
        return tree;
    }

    /**
     * The entries of a folder, sorted by name, the unusable ones among them; none, and blocked, if it is unreadable.
     * Names that are not UTF-8 are blocked at once and left out.
     */
    public List<SourceEntry> list(SourceEntry folder) {
        try {
            List<SourceEntry> entries = tree.list(folder, this::unnameable);
            entries.forEach(this::found);
            readThrough(folder);
            return entries;
        } catch (IOException e) {
            unreadable(folder, e);
            return List.of();
        }
    }

    /** As {@link #list}, for a folder with very many entries: nobody looks at what they are, and none is claimed. */
    public String[] names(SourceEntry folder) {
        try {
            String[] names = tree.names(folder, this::unnameable);
            readThrough(folder);
            return names;
        } catch (IOException e) {
            unreadable(folder, e);
            return new String[0];
        }
    }

    /** The entry of this name, null if there is none; for folders that were not listed. */
    @Nullable
    public SourceEntry child(SourceEntry folder, String name) {
        SourceEntry entry = tree.child(folder, name);
        if (entry != null) {
            found(entry);
        }
        return entry;
    }

    /** A folder in a folder that was not listed; null if there is none, and blocked if it cannot be used. */
    @Nullable
    public SourceEntry folder(SourceEntry parent, String name) {
        SourceEntry entry = child(parent, name);
        if (entry == null || !checked(entry).isFolder()) {
            return null;
        }
        readThrough(entry);
        return entry;
    }

    /** Every file once: folders are none, a link to a folder of the source is one, and nothing behind it. */
    private void found(SourceEntry entry) {
        if (!entry.throughLink && (!entry.isFolder() || tree.isLinkInside(entry))) {
            files.add(entry);
        }
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

    /** A file's content, which the caller must still claim; null, and blocked, if it cannot be had. */
    byte @Nullable [] bytes(SourceEntry file) {
        if (file.problem() != null) {
            blockedBy(file);
            return null;
        }
        try {
            byte[] bytes = tree.read(file);
            CRC32C checksum = new CRC32C();
            checksum.update(bytes);
            addContent(file, checksum.getValue(), bytes.length);
            return bytes;
        } catch (IOException e) {
            unreadable(file, e);
            return null;
        }
    }

    /** A file's content as UTF-8, exactly, claimed as migrated; null, and blocked, if it cannot be had. */
    @Nullable
    public String text(SourceEntry file) {
        byte[] bytes = bytes(file);
        if (bytes == null) {
            return null;
        }
        String text = strictText(bytes);
        if (text == null) {
            blocked(file, "it is not UTF-8", "write it anew as UTF-8");
            return null;
        }
        migrated(file);
        return text;
    }

    /** Bytes as UTF-8, with no line end or byte order mark touched; null if they are not. */
    public static @Nullable String strictText(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean exact = text.indexOf('\uFFFD') < 0 || Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
        return exact ? text : null;
    }

    /** Makes a content that was read in pieces part of the fingerprint. */
    public void addContent(SourceEntry file, long checksum, long length) {
        file.read = true;
        fingerprint += mix(file.place().hashCode() + mix(checksum ^ Long.rotateLeft(length, 32)));
    }

    public void migrated(SourceEntry file) {
        claim(file, FileOutcome.MIGRATED);
    }

    /** The whole file, once. */
    public void normalized(Normalization rule, SourceEntry file) {
        normalized(rule, file, file.whole(), 1);
    }

    public void normalized(Normalization rule, SourceEntry file, String key) {
        normalized(rule, file, file.key(key), 1);
    }

    public void normalized(Normalization rule, SourceEntry file, SourcePlace place, long count) {
        claim(file, FileOutcome.NORMALIZED);
        add(new Finding.Normalized(rule, place, count));
    }

    /** Claims a link to a folder as one file that is no part of the database. */
    void leftAloneLink(SourceEntry link) {
        claim(link, FileOutcome.LEFT_ALONE);
        countElsewhere(link);
    }

    /** Something that follows from no file, such as one that is not there. */
    public void normalized(Normalization rule, SourcePlace place) {
        add(new Finding.Normalized(rule, place, 1));
    }

    /** Claims a file as no part of the database, without a word. */
    void leftAlone(SourceEntry file) {
        claim(file, FileOutcome.LEFT_ALONE);
    }

    /** An oddity worth knowing, which decides nothing about the file. */
    public void note(SourcePlace place, String reason) {
        add(new Finding.Note(place, reason));
    }

    public void repaired(SourceEntry file, String what, String original, String now) {
        claim(file, FileOutcome.NORMALIZED);
        add(new Finding.Repaired(file.whole(), what, original, now));
    }

    /** Blocks a whole file, or names a whole folder as blocked. */
    public void blocked(SourceEntry entry, String reason, String remedy) {
        blocked(entry, entry.whole(), reason, remedy);
    }

    public void blocked(SourceEntry entry, SourcePlace place, String reason, String remedy) {
        claim(entry, FileOutcome.BLOCKED);
        add(new Finding.Blocked(place, reason, remedy));
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

    /** Counts all files below a folder, links not followed, that no {@code list} has shown. */
    public void leftAloneBelow(SourceEntry folder) {
        walk(folder, FileOutcome.LEFT_ALONE);
    }

    /** Artifacts are no part of the database: counted, links and all, and not opened. */
    public void artifacts(SourceEntry entry) {
        claim(entry, FileOutcome.LEFT_ALONE);
        if (entry.isFolderLink()) {
            countElsewhere(entry);
        } else if (entry.isFolder()) {
            leftAloneBelow(entry);
        }
    }

    /** A link that is not followed to a folder outside the source is a file, too. */
    private void countElsewhere(SourceEntry link) {
        if (link.isFolder() && !tree.isLinkInside(link)) {
            files.add(link);
        }
    }

    /** Takes back that the file was listed here: the report about what it belongs to counts it. */
    public void countedElsewhere(SourceEntry file) {
        files.remove(file);
    }

    /** What lies where MLflow never looks: noted and counted. */
    public void unknown(SourceEntry entry) {
        Problem problem = entry.problem();
        note(entry.whole(), "MLflow does not read it" + (problem == null ? "" : ", and " + problem.reason()));
        artifacts(entry);
    }

    /**
     * The owner cannot be migrated, so nothing below its folder is: all files there count as blocked, whatever was
     * claimed before, and of the findings only the blocked items stay. Call it last, after the finding that says why.
     */
    public void ownerBlocked(SourceEntry folder) {
        findings.removeIf(finding -> !(finding instanceof Finding.Blocked));
        withdraw(folder, FileOutcome.BLOCKED);
    }

    /** The owner is not wanted or no owner at all: all files below its folder count as left alone. */
    public void ownerLeftAlone(SourceEntry folder) {
        findings.clear();
        findingsBeyondKept = 0;
        withdraw(folder, FileOutcome.LEFT_ALONE);
    }

    /** Takes over the blocked items of a report about what is counted here; nothing else of it. */
    public void addBlocked(FolderReport other) {
        other.findings.stream()
                .filter(finding -> finding instanceof Finding.Blocked)
                .forEach(this::add);
        findingsBeyondKept += other.findingsBeyondKept;
    }

    /** Takes over blocked items, of files that are counted elsewhere. */
    public void addBlocked(Stream<Finding.Blocked> items, long beyondKept) {
        items.forEach(this::add);
        findingsBeyondKept += beyondKept;
    }

    /** Whether anything is blocked so far. */
    public boolean hasBlocked() {
        return findings.stream().anyMatch(finding -> finding instanceof Finding.Blocked);
    }

    /** Whether anything is blocked because of this key of a YAML file. */
    public boolean hasBlocked(String key) {
        return findings.stream()
                .anyMatch(finding -> finding instanceof Finding.Blocked
                        && key.equals(finding.place().key()));
    }

    /** Takes over what another report of the same thread holds. */
    public void add(FolderReport other) {
        files.addAll(other.files);
        other.findings.forEach(this::add);
        findingsBeyondKept += other.findingsBeyondKept;
        walked = walked.plus(other.walked);
        fingerprint += other.fingerprint;
    }

    /** Notes the files that nobody claimed, hands over all findings and gives the outcome of each file, counted. */
    public Accounting mergeInto(Findings all) {
        Accounting counted = walked;
        for (SourceEntry file : files) {
            if (file.outcome == null) {
                note(file.whole(), "MLflow does not read it");
                claim(file, FileOutcome.LEFT_ALONE);
            }
            counted = counted.plus(claimed(file), 1);
        }
        findings.forEach(all);
        for (long i = 0; i < findingsBeyondKept; i++) {
            all.accept(findings.get(findings.size() - 1));
        }
        return counted;
    }

    int fileCount() {
        return files.size();
    }

    /** The sizes of all files, read or not. */
    long byteCount() {
        long bytes = 0;
        for (SourceEntry file : files) {
            bytes += file.size();
        }
        return bytes;
    }

    /** The sum over all contents and names in this folder; complete once the report has been merged. */
    long fingerprint() {
        long names = 0;
        for (SourceEntry file : files) {
            names += file.read ? 0 : mix(file.place().hashCode());
        }
        return fingerprint + names;
    }

    private void withdraw(SourceEntry folder, FileOutcome outcome) {
        String below = folder.place().isEmpty() ? "" : folder.place() + "/";
        files.removeIf(file -> file.place().startsWith(below) || file.place().equals(folder.place()));
        walked = Accounting.NONE;
        walk(folder, outcome);
    }

    /** A link to a folder elsewhere in the source is one file: what it leads to is counted there. */
    private void walk(SourceEntry folder, FileOutcome outcome) {
        if (folder.throughLink) {
            return;
        }
        if (tree.isLinkInside(folder)) {
            walked = walked.plus(outcome, 1);
            fingerprint += mix(folder.place().hashCode());
            return;
        }
        FileCount count = FileCount.below(folder);
        walked = walked.plus(outcome, count.files());
        fingerprint += count.names();
        for (String place : count.unreadable()) {
            note(SourcePlace.of(place), "it cannot be read, so the files in it are not counted");
        }
    }

    private void unnameable(SourceEntry entry) {
        blockedBy(entry);
        if (Files.isDirectory(entry.path(), LinkOption.NOFOLLOW_LINKS)) {
            walk(entry, FileOutcome.BLOCKED);
        } else {
            files.add(entry);
        }
    }

    public void unreadable(SourceEntry entry, IOException e) {
        blocked(entry, "it cannot be read: " + StoreException.reason(e), "make it readable, or remove it");
    }

    private void claim(SourceEntry file, FileOutcome outcome) {
        if (file.outcome == null || file.outcome.compareTo(outcome) < 0) {
            file.outcome = outcome;
        }
    }

    private static FileOutcome claimed(SourceEntry file) {
        return file.outcome == null ? FileOutcome.LEFT_ALONE : file.outcome;
    }

    /** Beyond what {@link Findings} keeps of blocked items only their number matters. */
    private void add(Finding finding) {
        if (findings.size() < Findings.KEPT_BLOCKED) {
            findings.add(finding);
        } else if (finding instanceof Finding.Blocked) {
            findings.set(findings.size() - 1, finding);
            findingsBeyondKept++;
        }
    }

    /** Text for a message, cut where it gets long. */
    public static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    public static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    public static long mix(long value) {
        long mixed = (value ^ (value >>> 32)) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 32);
    }
}
