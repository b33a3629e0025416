package org.filestoremigration.filestore.entity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.Ledger;
import org.filestoremigration.filestore.disk.ReadAhead;
import org.filestoremigration.filestore.disk.ReaderPool;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.jspecify.annotations.Nullable;

/**
 * Reads the folders of owners of one kind, several at once, and delivers them in order. What was found in a folder is
 * merged into the ledger when its turn comes, the first time it is read.
 */
public final class OwnerFolders {

    private final SourceTree tree;
    private final Ledger ledger;
    private final ReaderPool pool;
    private final Map<String, Integer> merged = new HashMap<>();

    public OwnerFolders(SourceTree tree, Ledger ledger, ReaderPool pool) {
        this.tree = tree;
        this.ledger = ledger;
        this.pool = pool;
    }

    /**
     * The owners in the folders below {@code container}, by name.
     *
     * @param container null if there is none
     * @param owners picks, and may order, the names that may be owners' folders; files among them are noted
     * @param clashes the folders that cannot be migrated because another has the same id or name
     * @param reader makes an owner of its folder, or null if it cannot
     */
    public <T> Stream<T> stream(
            @Nullable SourceEntry container,
            Function<String[], List<String>> owners,
            IdClashes clashes,
            BiFunction<SourceEntry, FolderReport, @Nullable T> reader) {
        if (container == null) {
            return Stream.empty();
        }
        FolderReport listed = new FolderReport(tree);
        List<String> names = owners.apply(listed.reader().names(container));
        mergeOnce(container.place(), listed);
        return deliver(container.place(), names, name -> {
            FolderReport report = new FolderReport(tree);
            SourceEntry entry = report.reader().child(container, name);
            return new Loaded<>(entry == null ? null : read(entry, report, clashes, reader), report);
        });
    }

    /** A folder that holds owners, null if there is none; what is wrong with it is reported once. */
    @Nullable
    public SourceEntry container(SourceEntry parent, String name) {
        FolderReport report = new FolderReport(tree);
        SourceEntry container = report.reader().folder(parent, name);
        mergeOnce("in " + parent.place() + "/" + name, report);
        return container;
    }

    /** What {@code task} makes of each name, in order; {@code place} tells one sequence from another. */
    public <N, T> Stream<T> deliver(String place, List<N> names, Function<N, Loaded<T>> task) {
        int[] delivered = {0};
        return ReadAhead.stream(names.iterator(), timed(task), pool).mapMulti((loaded, downstream) -> {
            int index = delivered[0]++;
            if (index >= merged.getOrDefault(place + "/", 0)) {
                merged.put(place + "/", index + 1);
                ledger.add(loaded.report());
            }
            T value = loaded.value();
            if (value != null) {
                downstream.accept(value);
            }
        });
    }

    private <N, T> Function<N, Loaded<T>> timed(Function<N, Loaded<T>> task) {
        return name -> {
            long began = System.nanoTime();
            Loaded<T> loaded = task.apply(name);
            pool.took(System.nanoTime() - began, loaded.report());
            return loaded;
        };
    }

    /** What {@code task} makes of each name, in order; what it finds is its own affair. */
    <N, T> Stream<T> ordered(List<N> names, Function<N, T> task) {
        return ReadAhead.stream(names.iterator(), task, pool);
    }

    /** Merges a report unless one about the same place was merged before. */
    public void mergeOnce(String place, FolderReport report) {
        if (merged.putIfAbsent(place, 1) == null) {
            ledger.add(report);
        }
    }

    private static <T> @Nullable T read(
            SourceEntry entry,
            FolderReport report,
            IdClashes clashes,
            BiFunction<SourceEntry, FolderReport, @Nullable T> reader) {
        if (EntityTraces.isJunk(entry, report.tree())) {
            report.unknown(entry);
            return null;
        }
        if (entry.problem() != null) {
            report.blockedBy(entry);
            return null;
        }
        if (!entry.isFolder()) {
            return null;
        }
        T owner = reader.apply(entry, report);
        String other = clashes.otherPlace(entry.place());
        if (other != null) {
            report.blocked(
                    entry,
                    "the same " + clashes.shared() + " is also in " + other,
                    "move one of the two out of the source");
            report.ownerBlocked(entry);
            return null;
        }
        return owner;
    }
}
