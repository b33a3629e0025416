package org.filestoremigration.filestore.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.filestoremigration.domain.store.StoreException;
import org.filestoremigration.domain.tracking.TextOrder;
import org.filestoremigration.filestore.disk.SourceEntry.Kind;
import org.filestoremigration.filestore.disk.SourceEntry.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The files below one root. Decides what may be opened: links that leave the root only if that was allowed; pipes,
 * sockets and devices never. Safe for several threads.
 */
public final class SourceTree {

    /** The greatest value file that is read; SQLite's own limit is not much higher. */
    static final int MAX_VALUE_BYTES = 256 << 20;

    /** Milliseconds: FAT counts in two seconds, every other file system in less. */
    private static final long COARSEST_TIME = 2_000;

    private static final Set<? extends OpenOption> READ_NO_LINK =
            Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Comparator<SourceEntry> BY_NAME =
            (left, right) -> TextOrder.compare(left.name(), right.name());

    private final SourceEntry root;
    private final Path realRoot;
    private final Path given;
    private final String uri;
    private final boolean followLinks;
    private final boolean looksAgain;
    private final long begun = System.currentTimeMillis();
    private final LongAccumulator youngest = new LongAccumulator(Math::max, Long.MIN_VALUE);

    /**
     * A tree whose places begin with {@code prefix}.
     *
     * @throws IOException if {@code root} is not there
     */
    public SourceTree(Path root, String prefix, boolean followLinks) throws IOException {
        this(root, prefix, followLinks, true);
    }

    /**
     * A tree whose places begin with {@code prefix}.
     *
     * @param looksAgain whether another look is to show changes, see {@link #showsChanges}
     * @throws IOException if {@code root} is not there
     */
    public SourceTree(Path root, String prefix, boolean followLinks, boolean looksAgain) throws IOException {
        this.realRoot = root.toRealPath();
        this.root = new SourceEntry(realRoot, prefix, prefix, Kind.FOLDER, 0, false, null);
        this.given = root;
        this.uri = FileName.uri(root);
        this.followLinks = followLinks;
        this.looksAgain = looksAgain;
    }

    /** The root as it was named. */
    public Path given() {
        return given;
    }

    /** The root as MLflow names it in artifact locations. */
    public String uri() {
        return uri;
    }

    public SourceEntry root() {
        return root;
    }

    /**
     * Whether another look at the files that were found so far would show each change of them: not where one of them was
     * changed so shortly before, or after, that the times of a file system might not tell; nor where nobody wanted it.
     */
    public boolean showsChanges() {
        return looksAgain && youngest.get() < begun - COARSEST_TIME;
    }

    /** Whether what an entry is, or leads to, is below the root. */
    public boolean holds(SourceEntry entry) {
        return entry.path().startsWith(realRoot);
    }

    /** The entry of this name in a folder, null if there is none; any text may be asked for. */
    @Nullable
    public SourceEntry child(SourceEntry folder, String name) {
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0 || name.indexOf(0) >= 0) {
            return null;
        }
        return examine(FileName.resolve(folder.path(), name), folder, name);
    }

    /**
     * All entries of a folder, sorted by name.
     *
     * @param unnameable is given the entries whose name is not UTF-8
     */
    public List<SourceEntry> list(SourceEntry folder, Consumer<SourceEntry> unnameable) throws IOException {
        List<SourceEntry> entries = new ArrayList<>();
        visit(
                folder,
                (path, name) -> {
                    SourceEntry entry = examine(path, folder, name);
                    if (entry != null) {
                        entries.add(entry);
                    }
                },
                unnameable);
        entries.sort(BY_NAME);
        return entries;
    }

    /**
     * The names in a folder, sorted, without a look at what they are: for folders with very many.
     *
     * @param unnameable is given the entries whose name is not UTF-8
     */
    public String[] names(SourceEntry folder, Consumer<SourceEntry> unnameable) throws IOException {
        List<String> names = new ArrayList<>();
        visit(folder, (path, name) -> names.add(name), unnameable);
        String[] sorted = names.toArray(String[]::new);
        Arrays.sort(sorted, TextOrder::compare);
        return sorted;
    }

    /**
     * Hands over each path in a folder with its name, in no order.
     *
     * @param unnameable is given the entries whose name is not UTF-8
     */
    void visit(SourceEntry folder, BiConsumer<Path, String> named, Consumer<SourceEntry> unnameable)
            throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder.path())) {
            for (Path path : stream) {
                FileName name = FileName.of(path);
                if (name.utf8()) {
                    named.accept(path, name.text());
                } else {
                    unnameable.accept(notUtf8(path, folder, name.text()));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** A file's whole content. */
    byte[] read(SourceEntry file) throws IOException {
        if (file.size() > MAX_VALUE_BYTES) {
            throw new FileSystemException(file.place(), null, "it is larger than " + MAX_VALUE_BYTES + " bytes");
        }
        try (SeekableByteChannel channel = open(file)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) file.size() + 1);
            // A buffer with room left after as many bytes as expected has met the end.
            while (channel.read(buffer) >= 0 && buffer.position() != file.size()) {
                if (!buffer.hasRemaining()) {
                    throw new FileSystemException(file.place(), null, "it grew while it was read");
                }
            }
            return Arrays.copyOf(buffer.array(), buffer.position());
        }
    }

    /** Opens a file for reading, unless a link has taken its place. */
    public SeekableByteChannel open(SourceEntry file) throws IOException {
        if (!file.isFile()) {
            throw new FileSystemException(file.place(), null, "it is not a regular file");
        }
        return Files.newByteChannel(file.path(), READ_NO_LINK);
    }

    /** Whether it is a link to a folder of the source: one file, whatever is behind it. */
    boolean isLinkInside(SourceEntry entry) {
        return entry.isFolderLink() && entry.isFolder() && holds(entry);
    }

    /** What is at a path in a folder, under a name; null if it is gone. */
    @Nullable
    SourceEntry examine(Path path, SourceEntry folder, String name) {
        SourceEntry entry = look(path, folder, name);
        if (entry != null) {
            entry.throughLink = folder.throughLink || isLinkInside(folder);
        }
        return entry;
    }

    private @Nullable SourceEntry look(Path path, SourceEntry folder, String name) {
        String place = placeOf(folder, name);
        try {
            FileLook look = FileLook.at(path, looksAgain);
            youngest.accumulate(look.changed());
            SourceEntry entry = look.isLink() ? link(path, place, name) : entry(path, place, name, look, false);
            entry.stamp = look.stamp();
            return entry;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return null;
        } catch (IOException e) {
            return unusable(
                    path, place, name, false, "it cannot be read: " + StoreException.reason(e), "make it readable");
        }
    }

    private static String placeOf(SourceEntry folder, String name) {
        return folder.place().isEmpty() ? name : folder.place() + "/" + name;
    }

    private static SourceEntry notUtf8(Path path, SourceEntry folder, String name) {
        return unusable(path, placeOf(folder, name), name, false, "its name is not UTF-8", "rename it");
    }

    private static SourceEntry entry(Path path, String place, String name, FileLook look, boolean link) {
        if (look.isFile()) {
            return new SourceEntry(path, place, name, Kind.FILE, look.size(), false, null);
        }
        if (look.isFolder()) {
            try {
                path.getFileSystem().provider().checkAccess(path, AccessMode.READ, AccessMode.EXECUTE);
            } catch (IOException e) {
                String reason = "the directory cannot be read: " + StoreException.reason(e);
                Problem problem = new Problem(reason, "make it readable, or move it out of the source");
                return new SourceEntry(path, place, name, Kind.CLOSED_FOLDER, 0, link, problem);
            }
            return new SourceEntry(path, place, name, Kind.FOLDER, 0, link, null);
        }
        return unusable(path, place, name, false, "it is a pipe, socket or device", "remove it");
    }

    private SourceEntry link(Path path, String place, String name) throws IOException {
        Path target;
        try {
            target = path.toRealPath();
        } catch (NoSuchFileException e) {
            return unusable(
                    path, place, name, false, "it is a symbolic link to something that is gone", "remove the link");
        } catch (IOException e) {
            String reason = "it is a symbolic link that cannot be followed: " + StoreException.reason(e);
            return unusable(path, place, name, false, reason, "fix the link");
        }
        boolean folder = Files.isDirectory(target);
        if (!followLinks && !target.startsWith(realRoot)) {
            String remedy = "allow it with --follow-symlinks, or put what it leads to in its place";
            return unusable(path, place, name, folder, "it is a symbolic link that leaves the source", remedy);
        }
        Path parent = path.getParent();
        if (parent != null && parent.toRealPath().startsWith(target)) {
            String reason = "it is a symbolic link to a directory that contains it";
            return unusable(path, place, name, folder, reason, "remove the link");
        }
        return entry(target, place, name, FileLook.at(target, looksAgain), true);
    }

    private static SourceEntry unusable(
            Path path, String place, String name, boolean folderLink, String reason, String remedy) {
        return new SourceEntry(path, place, name, Kind.UNUSABLE, 0, folderLink, new Problem(reason, remedy));
    }
}
