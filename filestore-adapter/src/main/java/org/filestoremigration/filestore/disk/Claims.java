package org.filestoremigration.filestore.disk;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.migration.FileOutcome;

/**
 * What becomes of each file of a folder: those that were listed and claimed one by one, and those that were only counted.
 * Of several claims the worst counts.
 */
final class Claims {

    private final SourceTree tree;
    private final Consumer<String> uncounted;
    private final List<SourceEntry> files = new ArrayList<>();
    private final Fingerprint fingerprint = new Fingerprint();
    private Accounting walked = Accounting.NONE;
    private Fingerprint walkedLooks = new Fingerprint();

    /** @param uncounted notified of places whose files cannot be counted */
    Claims(SourceTree tree, Consumer<String> uncounted) {
        this.tree = tree;
        this.uncounted = uncounted;
    }

    /** Every file once: folders are none, a link to a folder of the source is one, and nothing behind it. */
    void found(SourceEntry entry) {
        if (!entry.throughLink && !entry.isClosedFolder() && (!entry.isFolder() || tree.isLinkInside(entry))) {
            files.add(entry);
        }
    }

    /** A link that is not followed to a folder outside the source is a file, too. */
    void foundLink(SourceEntry link) {
        if (link.isFolder() && !tree.isLinkInside(link)) {
            files.add(link);
        }
    }

    /** An entry whose name cannot be determined: a file, or a folder whose files are all blocked. */
    void foundUnnameable(SourceEntry entry) {
        if (Files.isDirectory(entry.path(), LinkOption.NOFOLLOW_LINKS)) {
            walk(entry, FileOutcome.BLOCKED);
        } else {
            files.add(entry);
        }
    }

    void forget(SourceEntry file) {
        files.remove(file);
    }

    void claim(SourceEntry file, FileOutcome outcome) {
        if (file.outcome == null || file.outcome.compareTo(outcome) < 0) {
            file.outcome = outcome;
        }
    }

    void addContent(SourceEntry file, long checksum, long length) {
        file.read = true;
        fingerprint.addContent(file.place(), checksum, length);
    }

    /** Counts all files below a folder; a link to a folder elsewhere in the source is one: its files are counted there. */
    void walk(SourceEntry folder, FileOutcome outcome) {
        if (folder.throughLink) {
            return;
        }
        if (tree.isLinkInside(folder)) {
            walked = walked.plus(outcome, 1);
            fingerprint.addName(folder.place());
            walkedLooks.addLook(folder.place(), folder.stamp);
            return;
        }
        FileCount count = FileCount.below(folder);
        walked = walked.plus(outcome, count.files());
        fingerprint.add(count.names());
        walkedLooks.add(count.looks());
        count.unreadable().forEach(uncounted);
    }

    /** All files below a folder have this outcome, whatever was claimed before. */
    void withdraw(SourceEntry folder, FileOutcome outcome) {
        String below = folder.place().isEmpty() ? "" : folder.place() + "/";
        files.removeIf(file -> file.place().startsWith(below) || file.place().equals(folder.place()));
        walked = Accounting.NONE;
        walkedLooks = new Fingerprint();
        walk(folder, outcome);
    }

    void addAll(Claims others) {
        files.addAll(others.files);
        walked = walked.plus(others.walked);
        fingerprint.add(others.fingerprint.sum());
        walkedLooks.add(others.walkedLooks.sum());
    }

    /** The outcome of each file, counted; what nobody claimed is left alone, and {@code unclaimed} is notified of it. */
    Accounting settle(Consumer<SourceEntry> unclaimed) {
        Accounting counted = walked;
        for (SourceEntry file : files) {
            FileOutcome outcome = file.outcome;
            if (outcome == null) {
                unclaimed.accept(file);
                outcome = FileOutcome.LEFT_ALONE;
                file.outcome = outcome;
            }
            counted = counted.plus(outcome, 1);
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

    /** The sum over all contents, and over the names of files that were not read. */
    long fingerprint() {
        Fingerprint complete = new Fingerprint();
        complete.add(fingerprint.sum());
        for (SourceEntry file : files) {
            if (!file.read) {
                complete.addName(file.place());
            }
        }
        return complete.sum();
    }

    /** The sum over what a look showed of each file. */
    long looks() {
        Fingerprint complete = new Fingerprint();
        complete.add(walkedLooks.sum());
        for (SourceEntry file : files) {
            complete.addLook(file.place(), file.stamp);
        }
        return complete.sum();
    }
}
