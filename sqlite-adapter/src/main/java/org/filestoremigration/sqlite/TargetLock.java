package org.filestoremigration.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;
import org.filestoremigration.domain.store.TargetException;

/**
 * The right to write one target, held by a lock on a file of its own: it ends with the process, however that ends.
 *
 * <p>It cannot be a lock on the build file itself: when SQLite closes a file, all locks of the process on it are gone.
 */
final class TargetLock implements AutoCloseable {

    private static final long MAX_MARK = 1L << 20;

    private final Path file;
    private final FileChannel channel;

    private TargetLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws TargetException when another process, or this one, has it
     */
    static TargetLock acquire(Path target, Path file) throws IOException {
        while (true) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (!locked(channel)) {
                    throw new TargetException("Another migration to " + target + " is running; wait until it ends.");
                }
                if (isOurs(file, channel)) {
                    return new TargetLock(file, channel);
                }
            } catch (IOException | RuntimeException e) {
                try (channel) {
                    throw e;
                }
            }
            channel.close();
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** As {@link #isStill}; on a full disk, where that cannot be determined, no file is left. */
    private static boolean isOurs(Path file, FileChannel channel) throws IOException {
        try {
            return isStill(file, channel);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /**
     * Whether the path still means the open file, and not nothing or a newer one because its last owner removed it just
     * before it could be locked. The file gets a random length to tell: reading it by its path would end the lock.
     */
    private static boolean isStill(Path file, FileChannel channel) throws IOException {
        long mark = ThreadLocalRandom.current().nextLong(1, MAX_MARK);
        channel.truncate(0);
        channel.write(ByteBuffer.allocate(1), mark - 1);
        return Files.exists(file) && Files.size(file) == mark;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(file);
        }
    }
}
