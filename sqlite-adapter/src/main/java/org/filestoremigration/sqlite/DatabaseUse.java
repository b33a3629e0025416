package org.filestoremigration.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Whether somebody has a database open, as far as that can be seen without touching it: not a program on another machine,
 * nor an idle one of another user.
 */
final class DatabaseUse {

    /** Where SQLite's locks are, held by readers and writers alike: {@code PENDING_BYTE} and what follows it. */
    private static final long LOCK_POSITION = 0x4000_0000;

    private static final long LOCK_LENGTH = 512;

    private static final String STOP = "stop MLflow and every other program that has it open";

    private DatabaseUse() {}

    /** A sign of use and what to do, as two clauses for a person. A database that does not exist may have one as well. */
    static Optional<String> of(Path database) throws IOException {
        boolean exists = Files.exists(database);
        for (String suffix : List.of("-wal", "-shm", "-journal")) {
            Path companion = database.resolveSibling(database.getFileName() + suffix);
            if (Files.exists(companion)) {
                return Optional.of("there is a file " + companion + "; "
                        + (exists
                                ? STOP + ", or where none has, open it once with SQLite's own program"
                                : "it is left from another database and would corrupt the new one: remove it"));
            }
        }
        if (!exists) {
            return Optional.empty();
        }
        // Closing a file ends all locks of this process on it: ask for the lock only after that.
        Optional<String> process = openedBy(database);
        if (process.isPresent()) {
            return Optional.of("process " + process.get() + " has it open; " + STOP);
        }
        return locked(database) ? Optional.of("it is locked; " + STOP) : Optional.empty();
    }

    /** Linux tells which files a process has open; elsewhere there is no such folder. */
    private static Optional<String> openedBy(Path database) throws IOException {
        Path processes = Path.of("/proc");
        if (!Files.isDirectory(processes)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(processes, "[0-9]*")) {
            for (Path process : found) {
                if (hasOpen(process, database)) {
                    return Optional.of(process.getFileName().toString());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean hasOpen(Path process, Path database) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (leadsTo(file, database)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            // Of another user, or gone by now.
            return false;
        }
    }

    /** In another container the path may differ, so the name alone decides whom to ask. */
    private static boolean leadsTo(Path link, Path database) {
        try {
            Path name = Files.readSymbolicLink(link).getFileName();
            return name != null && name.equals(database.getFileName()) && Files.isSameFile(link, database);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether another process holds any of SQLite's locks. */
    static boolean locked(Path database) throws IOException {
        try (FileChannel channel = FileChannel.open(database, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock(LOCK_POSITION, LOCK_LENGTH, false)) {
            return lock == null;
        }
    }
}
