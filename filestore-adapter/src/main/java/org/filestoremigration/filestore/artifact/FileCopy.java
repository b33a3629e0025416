package org.filestoremigration.filestore.artifact;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.store.StoreException;
import org.filestoremigration.domain.store.TargetException;

/** Copies one file after the other, each read back and compared. Belongs to one thread. */
final class FileCopy {

    private static final int CHUNK = 1 << 20;

    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    private final MessageDigest digest = sha256();
    private final Path part;
    private final boolean link;
    private final LongConsumer progress;

    /**
     * A copier with a file of its own for what is not complete yet.
     *
     * @param part in the file system of the copies
     * @param link whether a hard link will do, where the file system can
     * @param progress is notified of bytes that are done
     */
    FileCopy(Path part, boolean link, LongConsumer progress) {
        this.part = part;
        this.link = link;
        this.progress = progress;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Copies a regular file, or takes an equal one that is there already.
     *
     * @return the SHA-256 of both
     * @throws UnreadableFileException if the source's file cannot be read
     * @throws SourceException if it changes meanwhile
     * @throws TargetException if the copy cannot be written, differs when it is read back, or if another file is there
     */
    String copy(Path from, Path to) {
        BasicFileAttributes before = attributes(from);
        String hash;
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            hash = existing(from, to, before);
        } else if (link && linked(from, to)) {
            hash = hash(from);
        } else {
            hash = written(from, to, before);
        }
        BasicFileAttributes after = attributes(from);
        if (before.size() != after.size() || !before.lastModifiedTime().equals(after.lastModifiedTime())) {
            throw new SourceException("the artifact " + from
                    + " changed while it was copied: stop whatever writes to it and migrate again");
        }
        progress.accept(before.size());
        return hash;
    }

    /**
     * Compares a copy with its file.
     *
     * @return the SHA-256 of both; empty if the copy is missing or differs
     * @throws UnreadableFileException if the source's file cannot be read
     * @throws TargetException if the copy cannot be read
     */
    Optional<String> compare(Path from, Path to) {
        BasicFileAttributes file = attributes(from);
        try {
            if (!Files.isRegularFile(to) || Files.size(to) != file.size()) {
                return Optional.empty();
            }
            String hash = hash(from);
            progress.accept(file.size());
            return Optional.of(hash).filter(hashOf(to)::equals);
        } catch (IOException e) {
            throw new TargetException("The copy " + to + " cannot be read: " + StoreException.reason(e) + ".", e);
        }
    }

    private static BasicFileAttributes attributes(Path from) {
        try {
            return Files.readAttributes(from, BasicFileAttributes.class);
        } catch (IOException e) {
            throw new UnreadableFileException(from, e);
        }
    }

    private String existing(Path from, Path to, BasicFileAttributes before) {
        String hash = hash(from);
        try {
            if (Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS)
                    && Files.size(to) == before.size()
                    && hash.equals(hashOf(to))) {
                return hash;
            }
        } catch (IOException e) {
            throw TargetException.unwritable("The copy " + to, e);
        }
        throw new TargetException("the file " + to + " already exists and is not the same as " + from
                + ": remove it, or copy to another directory");
    }

    private static boolean linked(Path from, Path to) {
        try {
            Files.createLink(to, from);
            return true;
        } catch (FileAlreadyExistsException e) {
            throw TargetException.unwritable("The link " + to, e);
        } catch (IOException | UnsupportedOperationException e) {
            // Another file system, or one without links: a copy does as well.
            return false;
        }
    }

    private String written(Path from, Path to, BasicFileAttributes before) {
        String hash = hashWhileWriting(from);
        try {
            if (!hash.equals(hashOf(part))) {
                throw new TargetException("the copy of " + from + " differs when it is read back: the disk of " + to
                        + " cannot be trusted");
            }
            Files.setLastModifiedTime(part, before.lastModifiedTime());
            keepPermissions(from);
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
            return hash;
        } catch (IOException e) {
            throw TargetException.unwritable("The copy " + to, e);
        }
    }

    private void keepPermissions(Path from) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(part, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(Files.getPosixFilePermissions(from));
        }
    }

    private String hashWhileWriting(Path from) {
        digest.reset();
        try (SeekableByteChannel source = open(from);
                FileChannel target = newPart()) {
            while (read(source, from) >= 0) {
                digest.update(chunk);
                chunk.rewind();
                write(target);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw TargetException.unwritable("The copy " + part, e);
        }
    }

    private FileChannel newPart() throws IOException {
        Files.deleteIfExists(part);
        return FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    }

    private static SeekableByteChannel open(Path from) {
        try {
            return Files.newByteChannel(from);
        } catch (IOException e) {
            throw new UnreadableFileException(from, e);
        }
    }

    private int read(SeekableByteChannel source, Path from) {
        try {
            chunk.clear();
            int count = source.read(chunk);
            chunk.flip();
            return count;
        } catch (IOException e) {
            throw new UnreadableFileException(from, e);
        }
    }

    private void write(FileChannel target) throws IOException {
        while (chunk.hasRemaining()) {
            if (target.write(chunk) == 0) {
                throw new FileSystemException(part.toString(), null, "no space left on device");
            }
        }
    }

    private String hash(Path from) {
        try {
            return hashOf(from);
        } catch (IOException e) {
            throw new UnreadableFileException(from, e);
        }
    }

    private String hashOf(Path file) throws IOException {
        digest.reset();
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            for (chunk.clear(); channel.read(chunk) >= 0; chunk.clear()) {
                chunk.flip();
                digest.update(chunk);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A file of the source that cannot be read; an item of its own, and not the end of the copying. */
    static final class UnreadableFileException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient IOException reason;

        UnreadableFileException(Path file, IOException reason) {
            super(file.toString(), reason);
            this.reason = reason;
        }

        IOException reason() {
            return reason;
        }
    }
}
