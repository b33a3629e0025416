package org.filestoremigration.filestore.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Lists and reads what is in a folder; what cannot be had is blocked in the report. */
public final class FolderReader {

    private final SourceTree tree;
    private final FolderReport report;

    FolderReader(SourceTree tree, FolderReport report) {
        this.tree = tree;
        this.report = report;
    }

    /**
     * The entries of a folder, sorted by name, the unusable ones among them; none, and blocked, if it is unreadable.
     * Names that are not UTF-8 are blocked at once and left out.
     */
    public List<SourceEntry> list(SourceEntry folder) {
        try {
            List<SourceEntry> entries = tree.list(folder, report::unnameable);
            entries.forEach(report::found);
            report.readThrough(folder);
            return entries;
        } catch (IOException e) {
            report.unreadable(folder, e);
            return List.of();
        }
    }

    /** As {@link #list}, for a folder with very many entries: nobody looks at what they are, and none is claimed. */
    public String[] names(SourceEntry folder) {
        try {
            String[] names = tree.names(folder, report::unnameable);
            report.readThrough(folder);
            return names;
        } catch (IOException e) {
            report.unreadable(folder, e);
            return new String[0];
        }
    }

    /** The entry of this name, null if there is none; for folders that were not listed. */
    public @Nullable SourceEntry child(SourceEntry folder, String name) {
        SourceEntry entry = tree.child(folder, name);
        if (entry != null) {
            report.found(entry);
        }
        return entry;
    }

    /** A folder in a folder that was not listed; null if there is none, and blocked if it cannot be used. */
    public @Nullable SourceEntry folder(SourceEntry parent, String name) {
        SourceEntry entry = child(parent, name);
        if (entry == null || !report.checked(entry).isFolder()) {
            return null;
        }
        report.readThrough(entry);
        return entry;
    }

    /** A file's content, which the caller must still claim; null, and blocked, if it cannot be had. */
    byte @Nullable [] bytes(SourceEntry file) {
        if (file.problem() != null) {
            report.blockedBy(file);
            return null;
        }
        try {
            byte[] bytes = tree.read(file);
            CRC32C checksum = new CRC32C();
            checksum.update(bytes);
            report.addContent(file, checksum.getValue(), bytes.length);
            return bytes;
        } catch (IOException e) {
            report.unreadable(file, e);
            return null;
        }
    }

    /** A file's content as UTF-8, exactly, claimed as migrated; null, and blocked, if it cannot be had. */
    public @Nullable String text(SourceEntry file) {
        byte[] bytes = bytes(file);
        if (bytes == null) {
            return null;
        }
        String text = strictText(bytes);
        if (text == null) {
            report.blocked(file, "it is not UTF-8", "save it as UTF-8");
            return null;
        }
        report.migrated(file);
        return text;
    }

    /** Bytes as UTF-8, with no line end or byte order mark touched; null if they are not. */
    public static @Nullable String strictText(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean exact = text.indexOf('\uFFFD') < 0 || Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
        return exact ? text : null;
    }
}
