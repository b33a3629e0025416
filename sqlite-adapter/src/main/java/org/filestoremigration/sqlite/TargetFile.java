package org.filestoremigration.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.filestoremigration.domain.store.StoreException;
import org.filestoremigration.domain.store.TargetException;

/**
 * The place of a new database: built in a file beside it, and renamed to it once it is complete.
 *
 * <p>Killed at any moment, the target is the old file, or none, or the complete new one. What a killed process leaves
 * beside it are two small-lived files, {@code <target>.migrate-filestore-build} and {@code -lock}; the next one for the
 * same target removes them, and a second one at the same time is refused.
 *
 * <p>May be closed by another thread than the one that works with it.
 */
final class TargetFile implements AutoCloseable {

    private final Path target;
    private final boolean overwrite;
    private final TargetLock lock;
    private final Path buildFile;
    private final String before;
    private boolean closed;
    private boolean published;

    private TargetFile(Path target, boolean overwrite, TargetLock lock) throws IOException {
        this.target = target;
        this.overwrite = overwrite;
        this.lock = lock;
        this.buildFile = beside(target, ".migrate-filestore-build");
        this.before = state(target);
    }

    /** Changes whenever somebody writes to it; empty for no file. */
    private static String state(Path target) throws IOException {
        return Files.exists(target) ? DatabaseFile.state(target) : "";
    }

    /**
     * Claims a target and creates an empty build file, which has the owner of the file that it will replace.
     *
     * @param target a symbolic link stands for the file that it leads to
     * @param overwrite whether an existing file may be replaced, empty or not
     * @throws TargetException when the target exists and may not be replaced, is not a plain file, is in use as far as that
     *     can be seen, or its folder is missing or cannot be written
     */
    static TargetFile prepare(Path target, boolean overwrite) {
        try {
            Path place = place(target);
            refuse(place, overwrite);
            TargetLock lock = TargetLock.acquire(place, beside(place, ".migrate-filestore-lock"));
            TargetFile file = new TargetFile(place, overwrite, lock);
            try {
                file.startBuildFile();
                return file;
            } catch (IOException | RuntimeException e) {
                try (file) {
                    throw e;
                }
            }
        } catch (IOException e) {
            throw TargetException.unwritable("The target " + target, e);
        }
    }

    /** Where a link leads; a rename would replace the link itself. */
    private static Path place(Path target) throws IOException {
        if (Files.exists(target)) {
            return target.toRealPath();
        }
        if (Files.isSymbolicLink(target)) {
            throw new TargetException(
                    "The target " + target + " is a symbolic link to nothing; remove it or choose another file.");
        }
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new TargetException(
                    "The directory of the target " + target + " does not exist; create it or choose another file.");
        }
        return folder.toRealPath().resolve(absolute.getFileName());
    }

    private static void refuse(Path target, boolean overwrite) throws IOException {
        if (Files.isDirectory(target)) {
            throw new TargetException("The target " + target + " is a directory; choose a file.");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new TargetException("The target " + target + " is not a regular file; choose another one.");
        }
        if (Files.exists(target) && !overwrite) {
            throw new TargetException(
                    "The target " + target + " already exists; choose another file, or ask for it to be overwritten.");
        }
        if (!Files.isWritable(target.resolveSibling(""))) {
            throw new TargetException("The directory of the target " + target
                    + " cannot be written; change its permissions or choose another file.");
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new TargetException(
                    "The target " + target + " is write-protected; change its permissions or choose another file.");
        }
        Optional<String> use = DatabaseUse.of(target);
        if (use.isPresent()) {
            throw new TargetException("The target " + target + " is in use: " + use.get() + ".");
        }
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** The lock is ours, so what is there is of a process that is gone. */
    private void startBuildFile() throws IOException {
        Files.deleteIfExists(buildFile);
        Files.createFile(buildFile);
        if (Files.exists(target)) {
            FileOwner.of(target).giveWritable(buildFile);
        }
    }

    /** Where the database is, or will be. */
    Path place() {
        return target;
    }

    /** The empty file in which to build the database, in the target's folder. */
    Path buildFile() {
        return buildFile;
    }

    /**
     * Puts the build file, which nobody may have open any more, in the target's place, and waits until that is on disk. A
     * file that is replaced hands on its owner, group and mode; a new one has the mode that the umask leaves.
     *
     * @throws TargetException when the target is in use by now, or appeared meanwhile and may not be replaced, or cannot be
     *     written
     */
    synchronized void publish() {
        if (closed) {
            throw new IllegalStateException("the target is closed");
        }
        try {
            refuse(target, overwrite);
            if (!state(target).equals(before)) {
                throw new TargetException("The target " + target
                        + " was changed in the meantime; stop whatever writes to it, and run the command again.");
            }
            if (Files.exists(target)) {
                FileOwner.of(target).give(buildFile);
            }
            force(buildFile, StandardOpenOption.WRITE);
            Files.move(buildFile, target, StandardCopyOption.ATOMIC_MOVE);
            published = true;
            if (FileOwner.known(target)) {
                // Elsewhere a folder cannot be opened.
                force(target.resolveSibling(""), StandardOpenOption.READ);
            }
        } catch (IOException e) {
            throw TargetException.unwritable("The target " + target, e);
        }
    }

    /** Whether the new database is in its place. */
    synchronized boolean isPublished() {
        return published;
    }

    /** Waits until a file, or a folder's list of files, is on disk. */
    static void force(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    /** Removes the build file unless it was published, and lets others have the target; closing again does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (lock) {
            if (!published) {
                Files.deleteIfExists(buildFile);
            }
        } catch (IOException e) {
            throw new TargetException(
                    "The unfinished database " + buildFile + " cannot be removed: " + StoreException.reason(e) + ".",
                    e);
        }
    }
}
