package org.filestoremigration.filestore.disk;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What the system tells of a file, folder or link that is not opened.
 *
 * @param kind one of Unix's types of files, {@value #FILE}, {@value #FOLDER} and {@value #LINK} among them
 * @param size in bytes
 * @param changed in milliseconds since 1970: the later of the last changes of its content and of what is said of it
 * @param stamp another one for another size, another time of modification or change, another file under the name; that of
 *     a link covers what it leads to
 */
record FileLook(int kind, long size, long changed, long stamp) {

    private static final int KINDS = 0170000;
    private static final int FILE = 0100000;
    private static final int FOLDER = 0040000;
    private static final int LINK = 0120000;

    private static final boolean UNIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    /**
     * Looks at what is at a path; links are looked at themselves.
     *
     * @param exact whether times and stamp are wanted, which take twice as long to ask for; otherwise they are 0
     */
    static FileLook at(Path path, boolean exact) throws IOException {
        FileLook look = at(path, exact, LinkOption.NOFOLLOW_LINKS);
        return exact && look.isLink() ? look.leadingTo(path) : look;
    }

    private static FileLook at(Path path, boolean exact, LinkOption... options) throws IOException {
        if (!exact) {
            BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, options);
            return new FileLook(kind(found), found.size(), 0, 0);
        }
        if (!UNIX) {
            return basic(Files.readAttributes(path, BasicFileAttributes.class, options));
        }
        Map<String, Object> found = Files.readAttributes(path, "unix:mode,size,lastModifiedTime,ctime,ino", options);
        FileTime modified = (FileTime) required(found, "lastModifiedTime");
        FileTime changed = (FileTime) required(found, "ctime");
        long size = (long) required(found, "size");
        return of((int) required(found, "mode") & KINDS, size, modified, changed, (long) required(found, "ino"));
    }

    private static Object required(Map<String, Object> attributes, String name) {
        return Objects.requireNonNull(attributes.get(name), name);
    }

    /** Where nothing tells of changes but the time of modification. */
    private static FileLook basic(BasicFileAttributes found) {
        return of(
                kind(found),
                found.size(),
                found.lastModifiedTime(),
                found.creationTime(),
                Objects.hashCode(found.fileKey()));
    }

    private static int kind(BasicFileAttributes found) {
        return found.isRegularFile() ? FILE : found.isDirectory() ? FOLDER : found.isSymbolicLink() ? LINK : 0;
    }

    private static FileLook of(int kind, long size, FileTime modified, FileTime changed, long number) {
        long stamp = Fingerprint.mix(kind + Fingerprint.mix(size));
        stamp = Fingerprint.mix(stamp + modified.to(TimeUnit.NANOSECONDS));
        stamp = Fingerprint.mix(stamp + changed.to(TimeUnit.NANOSECONDS));
        stamp = Fingerprint.mix(stamp + number);
        return new FileLook(kind, size, Math.max(modified.toMillis(), changed.toMillis()), stamp);
    }

    private FileLook leadingTo(Path link) {
        try {
            FileLook target = at(link, true, new LinkOption[0]);
            return new FileLook(
                    kind,
                    size,
                    Math.max(changed, target.changed),
                    Fingerprint.mix(stamp + Fingerprint.mix(target.stamp)));
        } catch (IOException e) {
            return this;
        }
    }

    boolean isFile() {
        return kind == FILE;
    }

    boolean isFolder() {
        return kind == FOLDER;
    }

    boolean isLink() {
        return kind == LINK;
    }
}
