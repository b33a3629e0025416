package org.filestoremigration.filestore.disk;

import java.nio.file.Path;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.migration.FileOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A file or folder below the source, found but not opened. A symbolic link that may be followed is what it leads to.
 *
 * <p>Belongs to one thread, that of the {@link FolderReport} which listed it.
 */
public final class SourceEntry {

    /** What an entry is once links are resolved. */
    enum Kind {
        FILE,
        FOLDER,
        /** A folder that cannot be listed; {@link SourceEntry#problem} says why. */
        CLOSED_FOLDER,
        /** It is there and cannot be used; {@link SourceEntry#problem} says why. */
        UNUSABLE
    }

    private final Path path;
    private final String place;
    private final String name;
    private final Kind kind;
    private final long size;
    private final boolean folderLink;
    private final @Nullable Problem problem;

    /** What becomes of the file, null as long as nobody has claimed it; kept by the report. */
    @Nullable
    FileOutcome outcome;

    /** Whether it is reached through a link to a folder of the source, and so counted where that folder lies. */
    boolean throughLink;

    /** What its size and times came to when it was found, see {@link FileLook#stamp}; 0 if it could not be looked at. */
    long stamp;

    /** Whether the file's content is part of the fingerprint; kept by the report. */
    boolean read;

    /**
     * Why an entry cannot be used.
     *
     * @param reason a clause without a full stop
     * @param remedy a clause without a full stop
     */
    record Problem(String reason, String remedy) {}

    SourceEntry(
            Path path, String place, String name, Kind kind, long size, boolean folderLink, @Nullable Problem problem) {
        this.path = path;
        this.place = place;
        this.name = name;
        this.kind = kind;
        this.size = size;
        this.folderLink = folderLink;
        this.problem = problem;
    }

    /** What to open: for a link where it leads. */
    public Path path() {
        return path;
    }

    /** Below the source's root, with slashes; empty for the root itself. */
    public String place() {
        return place;
    }

    /** Bytes that are not UTF-8 as {@code \xHH}; such an entry is unusable. */
    public String name() {
        return name;
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    public boolean isFolder() {
        return kind == Kind.FOLDER;
    }

    /** Whether it is a folder that cannot be listed, so that nobody knows how many files it holds. */
    boolean isClosedFolder() {
        return kind == Kind.CLOSED_FOLDER;
    }

    /** Whether it is a symbolic link to a folder, usable or not: MLflow follows none below a run. */
    boolean isFolderLink() {
        return folderLink;
    }

    /** Bytes when it was listed. */
    public long size() {
        return size;
    }

    /** Why it cannot be used, null for what can. */
    @Nullable
    public Problem problem() {
        return problem;
    }

    public SourcePlace whole() {
        return SourcePlace.of(place);
    }

    /** One line, from 1. */
    public SourcePlace line(long line) {
        return new SourcePlace(place, line, null);
    }

    /** One key of a YAML map. */
    public SourcePlace key(String key) {
        return new SourcePlace(place, 0, key);
    }
}
