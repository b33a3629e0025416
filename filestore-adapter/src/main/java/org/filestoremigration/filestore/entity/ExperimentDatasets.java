package org.filestoremigration.filestore.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.TextOrder;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.Fingerprint;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.jspecify.annotations.Nullable;

/**
 * The datasets of one experiment. Two folders with one name and digest are one row: copies that say the same are merged,
 * contradictory ones are blocked.
 */
public final class ExperimentDatasets {

    /** Characters of datasets that are held, so that few are read a second time. */
    private static final long HELD_CHARACTERS = 8_000_000;

    /** Content is told apart by a hash, so that it need not be held. */
    private record Found(
            DatasetFolder folder,
            String datasetId,
            long content,
            @Nullable Dataset held) {}

    private final ExperimentFolder experiment;
    private final OwnerFolders folders;
    private final SourceTree tree;
    private final EntityOptions options;
    private final List<Found> found = new ArrayList<>();
    private final List<FolderReport> reports = new ArrayList<>();
    private final Map<String, Found> byId = new TreeMap<>(TextOrder::compare);
    private final Map<String, String> idByFolder = new HashMap<>();
    private final Set<String> blocked = new HashSet<>();
    private long heldCharacters;

    private ExperimentDatasets(
            ExperimentFolder experiment, OwnerFolders folders, SourceTree tree, EntityOptions options) {
        this.options = options;
        this.experiment = experiment;
        this.folders = folders;
        this.tree = tree;
    }

    /** Reads all datasets of an experiment, and merges what was found there into the ledger, once. */
    public static ExperimentDatasets of(
            ExperimentFolder experiment, OwnerFolders folders, SourceTree tree, EntityOptions options) {
        ExperimentDatasets datasets = new ExperimentDatasets(experiment, folders, tree, options);
        FolderReport report = new FolderReport(tree);
        SourceEntry container = report.reader().folder(experiment.folder(), FileStoreLayout.DATASETS);
        datasets.reports.add(report);
        if (container != null) {
            datasets.readAll(container, report);
        }
        String place = experiment.folder().place() + "/" + FileStoreLayout.DATASETS;
        FolderReport all = new FolderReport(tree);
        datasets.reports.forEach(all::add);
        folders.mergeOnce(place, all);
        return datasets;
    }

    private void readAll(SourceEntry container, FolderReport listed) {
        List<String> names = Arrays.asList(listed.reader().names(container));
        try (Stream<DatasetFolder> read = folders.ordered(names, name -> readOne(container, name))) {
            read.forEachOrdered(this::add);
        }
        Map<String, List<Found>> same = new HashMap<>();
        for (Found one : found) {
            same.computeIfAbsent(one.datasetId, id -> new ArrayList<>()).add(one);
        }
        same.values().forEach(this::settle);
    }

    private DatasetFolder readOne(SourceEntry container, String name) {
        FolderReport report = new FolderReport(tree);
        SourceEntry entry = report.reader().child(container, name);
        if (entry == null) {
            throw new SourceException(
                    container.place() + "/" + name + " is gone; stop whatever writes to the source, and start again.");
        }
        if (entry.problem() != null) {
            report.blockedBy(entry);
        }
        return entry.isFolder()
                ? DatasetFolder.read(experiment, entry, options, report)
                : new DatasetFolder(entry, null, null, report);
    }

    private void add(DatasetFolder folder) {
        reports.add(folder.report());
        Dataset dataset = folder.dataset();
        if (dataset == null) {
            if (folder.report().hasBlocked()) {
                blocked.add(folder.folder().name());
            }
            return;
        }
        long characters = characters(dataset);
        boolean hold = heldCharacters + characters <= HELD_CHARACTERS;
        heldCharacters += hold ? characters : 0;
        found.add(new Found(folder.withoutDataset(), dataset.datasetId(), content(dataset), hold ? dataset : null));
    }

    /** Of several folders with one id. */
    private void settle(List<Found> same) {
        Found first = same.stream()
                .filter(one -> one.folder.folder().name().equals(one.datasetId))
                .findFirst()
                .orElse(same.get(0));
        if (same.stream().anyMatch(one -> one.content != first.content)) {
            for (Found one : same) {
                FolderReport report = one.folder.report();
                report.blocked(
                        one.folder.folder(),
                        "another dataset of the experiment has the same name and digest, but different content",
                        "move all but one out of the source");
                report.ownerBlocked(one.folder.folder());
                blocked.add(one.folder.folder().name());
                blocked.add(one.datasetId);
            }
            return;
        }
        byId.put(first.datasetId, first);
        for (Found one : same) {
            idByFolder.put(one.folder.folder().name(), one.datasetId);
            SourceEntry meta = one.folder.meta();
            if (!one.equals(first) && meta != null) {
                one.folder.report().normalized(Normalization.MERGED_COPIES, meta);
            }
        }
    }

    public boolean belongTo(ExperimentFolder other) {
        return experiment.equals(other);
    }

    /** The datasets by id. */
    public Stream<Dataset> stream() {
        Collection<Found> all = byId.values();
        return folders.ordered(List.copyOf(all), this::readAgain);
    }

    private Dataset readAgain(Found one) {
        Dataset held = one.held;
        Dataset dataset = held != null
                ? held
                : DatasetFolder.read(experiment, one.folder.folder(), options, new FolderReport(tree))
                        .dataset();
        if (dataset == null || content(dataset) != one.content) {
            throw new SourceException(one.folder.folder().place()
                    + " changed while it was read; stop whatever writes to the source, and start again.");
        }
        return dataset;
    }

    /** The id of the dataset that an input means by a folder's name, null if the experiment has none. */
    @Nullable
    String idOf(String folder) {
        String id = idByFolder.get(folder);
        return id == null && byId.containsKey(folder) ? folder : id;
    }

    /** Whether an input means a dataset that is there and cannot be migrated, which has an item of its own. */
    boolean isBlocked(String folder) {
        return idOf(folder) == null && blocked.contains(folder);
    }

    private static long characters(Dataset dataset) {
        String schema = dataset.schema();
        String profile = dataset.profile();
        return dataset.source().length()
                + (schema == null ? 0L : schema.length())
                + (profile == null ? 0L : profile.length());
    }

    private static long content(Dataset dataset) {
        long hash = 0;
        for (String text : new String[] {dataset.sourceType(), dataset.source(), dataset.schema(), dataset.profile()}) {
            hash = Fingerprint.mix(hash + (text == null ? 1 : Fingerprint.hash(text)));
        }
        return hash;
    }
}
