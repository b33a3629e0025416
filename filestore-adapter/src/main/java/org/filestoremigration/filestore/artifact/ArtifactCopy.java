package org.filestoremigration.filestore.artifact;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.migration.ArtifactFile;
import org.filestoremigration.domain.migration.ArtifactLayout;
import org.filestoremigration.domain.migration.ArtifactLocation;
import org.filestoremigration.domain.migration.ArtifactManifest;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.store.StoreException;
import org.filestoremigration.domain.store.TargetException;
import org.jspecify.annotations.Nullable;

/**
 * Copies the artifacts of runs, logged models and traces into a folder, several files at a time, while a migration goes
 * on. One thread looks for files, others copy them, and all meet in bounded queues.
 *
 * <p>A file that is there already and equal is taken; what is not complete has another name, so that a copy that was
 * interrupted can be begun again.
 */
public final class ArtifactCopy implements AutoCloseable {

    /** Where incomplete files are, in the folder of the copies. */
    private static final String PARTS = ".migrate-filestore";

    private static final int QUEUED = 256;
    private static final int SYNCS = 16;
    private static final long MEGABYTE = 1_000_000;
    private static final Folder NO_MORE_FOLDERS = new Folder(Path.of(""), "");
    private static final Task NO_MORE_FILES = new Task(-1, Path.of(""), Path.of(""), "", 0);

    private final Path target;
    private final String root;
    private final boolean comparing;
    private final StoreFolders folders;
    private final ArtifactFolders search;
    private final ManifestFile manifest;
    private final BlockingQueue<Folder> queuedFolders = new ArrayBlockingQueue<>(QUEUED);
    private final BlockingQueue<Task> queuedFiles = new ArrayBlockingQueue<>(QUEUED);
    private final List<Thread> threads = new ArrayList<>();
    private final List<Finding.Blocked> blocked = new ArrayList<>();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final AtomicInteger working;
    private final AtomicLong bytesFound = new AtomicLong();
    private final AtomicLong bytesDone = new AtomicLong();
    private long found;

    private record Folder(Path from, String path) {}

    private record Task(long number, Path from, Path to, String path, long size) {}

    /**
     * Begins with nothing to copy.
     *
     * @param target is made if it is not there
     * @param root what the locations of the copies begin with
     * @param link whether hard links will do, where the file system can
     * @param followLinks whether symbolic links may leave the source
     */
    public static ArtifactCopy begin(
            Path target, String root, StoreFolders folders, boolean link, boolean followLinks, int threads) {
        try {
            Files.createDirectories(target.resolve(PARTS));
            return new ArtifactCopy(target.toRealPath(), root, folders, link, followLinks, threads, false);
        } catch (IOException e) {
            throw TargetException.unwritable("The directory " + target, e);
        }
    }

    /**
     * Compares with copies that were made before and writes nothing: a copy that is missing or differs is an item that is
     * blocked.
     *
     * @param target where the copies are
     */
    public static ArtifactCopy comparing(
            Path target, String root, StoreFolders folders, boolean followLinks, int threads) {
        try {
            return new ArtifactCopy(target.toRealPath(), root, folders, false, followLinks, threads, true);
        } catch (IOException e) {
            throw new TargetException(
                    "The directory " + target + " cannot be read: " + StoreException.reason(e) + ".", e);
        }
    }

    private ArtifactCopy(
            Path target,
            String root,
            StoreFolders folders,
            boolean link,
            boolean followLinks,
            int count,
            boolean comparing)
            throws IOException {
        this.target = target;
        this.root = root;
        this.comparing = comparing;
        this.folders = folders;
        this.search = new ArtifactFolders(folders.realRoots(), followLinks, new Visitor());
        this.manifest = new ManifestFile();
        this.working = new AtomicInteger(count);
        start("artifact-folders", this::search);
        for (int i = 0; i < count; i++) {
            FileCopy copy = new FileCopy(target.resolve(PARTS).resolve("part-" + i), link, bytesDone::addAndGet);
            start("artifact-copy-" + i, () -> copyAll(copy));
        }
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        fail(e);
                    }
                },
                name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void fail(RuntimeException e) {
        if (failure.compareAndSet(null, e)) {
            threads.forEach(Thread::interrupt);
        }
    }

    /** What an owner has at a location is to be copied; what a server has is not. */
    public void add(EntityKey owner, ArtifactLocation location) {
        Optional<String> path = ArtifactLayout.of(owner);
        if (path.isEmpty() || owner.kind() == EntityKind.EXPERIMENT) {
            return;
        }
        Optional<Path> from = folders.artifacts(location);
        if (from.isPresent()) {
            offer(queuedFolders, new Folder(from.get(), path.get()));
        }
    }

    /** Puts in a queue that another thread empties, unless something has failed. */
    private <T> void offer(BlockingQueue<T> queue, T element) {
        try {
            while (!queue.offer(element, 100, TimeUnit.MILLISECONDS)) {
                throwFailure();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("The copying of artifacts was interrupted", e);
        }
        throwFailure();
    }

    private void throwFailure() {
        RuntimeException e = failure.get();
        if (e != null) {
            throw e;
        }
    }

    private void search() {
        try {
            for (Folder next = queuedFolders.take(); !next.equals(NO_MORE_FOLDERS); next = queuedFolders.take()) {
                search.visit(next.from(), resolve(next.path()), next.path());
            }
            queuedFiles.put(NO_MORE_FILES);
        } catch (InterruptedException e) {
            // Something else has failed, or the copy was closed.
            Thread.currentThread().interrupt();
        }
    }

    private Path resolve(String path) {
        Path resolved = target;
        for (String name : path.split("/", -1)) {
            resolved = resolved.resolve(name);
        }
        return resolved;
    }

    private final class Visitor implements ArtifactFolders.Visitor {

        @Override
        public void file(Path from, Path to, String path, long size) throws InterruptedException {
            manifest.awaitTurn(found);
            bytesFound.addAndGet(size);
            queuedFiles.put(new Task(found, from, to, path, size));
            found++;
        }

        @Override
        public void blocked(Finding.Blocked item) {
            synchronized (blocked) {
                blocked.add(item);
            }
        }
    }

    private void copyAll(FileCopy copy) {
        try {
            for (Task next = queuedFiles.take(); !next.equals(NO_MORE_FILES); next = queuedFiles.take()) {
                manifest.done(next.number(), copy(copy, next));
            }
            queuedFiles.put(NO_MORE_FILES);
            working.decrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw TargetException.unwritable("The list of copied artifacts", e);
        }
    }

    private Optional<ArtifactFile> copy(FileCopy copy, Task task) {
        try {
            if (comparing) {
                Optional<String> hash = copy.compare(task.from(), task.to());
                if (hash.isEmpty()) {
                    search.differs(task.from(), task.to());
                }
                return hash.map(equal -> new ArtifactFile(task.path(), task.size(), equal));
            }
            Path folder = Objects.requireNonNull(task.to().getParent());
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
            String hash = copy.copy(task.from(), task.to());
            return Optional.of(new ArtifactFile(task.path(), task.size(), hash));
        } catch (FileCopy.UnreadableFileException e) {
            search.unreadable(task.from(), e.reason());
            return Optional.empty();
        } catch (IOException e) {
            throw TargetException.unwritable("The copy " + task.to(), e);
        }
    }

    /** Megabytes that have been found so far. */
    public long megabytes() {
        return bytesFound.get() / MEGABYTE;
    }

    /**
     * Waits until everything that was added is copied and on the disk.
     *
     * @param progress in megabytes
     * @throws SourceException if a file changed while it was copied
     * @throws TargetException if the copies cannot be written
     */
    public ArtifactManifest finish(Progress progress) {
        offer(queuedFolders, NO_MORE_FOLDERS);
        long shown = 0;
        try {
            threads.get(0).join();
            while (working.get() > 0) {
                throwFailure();
                long done = bytesDone.get() / MEGABYTE;
                progress.advanced(done - shown);
                shown = done;
                for (Thread thread : threads) {
                    thread.join(50);
                }
            }
            throwFailure();
            manifest.complete();
            if (!comparing) {
                sync();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceException("The copying of artifacts was interrupted", e);
        } catch (IOException e) {
            throw TargetException.unwritable("The copy of the artifacts in " + target, e);
        }
        return new ArtifactManifest(target.toString(), root, manifest.count(), manifest.bytes(), manifest);
    }

    /** Many at a time, which the journal of a file system writes together. */
    private void sync() throws InterruptedException {
        ThreadPoolExecutor syncs = new ThreadPoolExecutor(
                SYNCS, SYNCS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUED), new CallerRunsPolicy());
        try {
            Path last = target;
            for (ArtifactFile file : manifest) {
                Path copy = resolve(file.path());
                syncs.execute(() -> force(copy));
                Path folder = copy.getParent();
                if (folder != null && !folder.equals(last)) {
                    syncs.execute(() -> force(folder));
                    last = folder;
                }
                throwFailure();
            }
        } finally {
            syncs.shutdown();
        }
        while (!syncs.awaitTermination(1, TimeUnit.SECONDS)) {
            throwFailure();
        }
        throwFailure();
    }

    private void force(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException e) {
            // A name that is not UTF-8 cannot be told from its text; its folder is forced all the same.
        } catch (IOException e) {
            fail(TargetException.unwritable("The copy of the artifacts in " + target, e));
        }
    }

    /** What could not be copied, by place. */
    public List<Finding.Blocked> blocked() {
        synchronized (blocked) {
            return blocked.stream()
                    .sorted((one, other) -> one.place().compareTo(other.place()))
                    .toList();
        }
    }

    /** Stops what is still going on; the copies that are complete stay. */
    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
            manifest.close();
            if (comparing) {
                return;
            }
            Path parts = target.resolve(PARTS);
            for (int i = 0; i < threads.size(); i++) {
                Files.deleteIfExists(parts.resolve("part-" + i));
            }
            Files.deleteIfExists(parts);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw TargetException.unwritable("The directory " + target, e);
        }
    }
}
