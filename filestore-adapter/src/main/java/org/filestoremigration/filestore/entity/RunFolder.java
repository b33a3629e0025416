package org.filestoremigration.filestore.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.filestoremigration.domain.tracking.Param;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.KeyFiles;
import org.filestoremigration.filestore.disk.KeyFiles.KeyFile;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.filestoremigration.filestore.metric.MetricFile;
import org.filestoremigration.filestore.metric.MetricHistory;
import org.filestoremigration.filestore.metric.MetricPoints;
import org.filestoremigration.filestore.metric.MetricRepairs;
import org.jspecify.annotations.Nullable;

/** Reads {@code <experiment_id>/<run_id>/}: a run with its params, tags, inputs and outputs, and its metric files. */
public final class RunFolder {

    /** Points of one run that are held until they are asked for; the other files are read again then. */
    static final int POINTS_HELD = 100_000;

    /** Names in an experiment that are not runs ({@code FileStore.RESERVED_EXPERIMENT_FOLDERS}). */
    private static final Set<String> RESERVED = Set.of(
            FileStoreLayout.META,
            FileStoreLayout.TAGS,
            FileStoreLayout.DATASETS,
            FileStoreLayout.TRACES,
            FileStoreLayout.MODELS);

    private final ExperimentFolder experiment;
    private final SourceEntry folder;
    private final ExperimentDatasets datasets;
    private final EntityOptions options;
    private final FolderReport report;
    private @Nullable SourceEntry meta;
    private @Nullable SourceEntry params;
    private @Nullable SourceEntry tags;
    private @Nullable SourceEntry metrics;
    private @Nullable SourceEntry inputs;
    private @Nullable SourceEntry outputs;

    private RunFolder(
            ExperimentFolder experiment,
            SourceEntry folder,
            ExperimentDatasets datasets,
            EntityOptions options,
            FolderReport report) {
        this.experiment = experiment;
        this.folder = folder;
        this.datasets = datasets;
        this.options = options;
        this.report = report;
    }

    /** Whether a name in an experiment's folder may be a run's. */
    public static boolean isCandidate(String name) {
        return !RESERVED.contains(name);
    }

    /** Of the names in an experiment's folder those that may be runs'. */
    public static List<String> candidates(String[] names) {
        return Arrays.stream(names).filter(RunFolder::isCandidate).toList();
    }

    /** Whether a folder is a run, or what is left of one: more than artifacts, at which MLflow does not look. */
    public static boolean isMoreThanArtifacts(SourceEntry folder, SourceTree tree) {
        return tree.child(folder, FileStoreLayout.META) != null || EntityTraces.inRun(folder, tree);
    }

    /** Whether MLflow would show the folder as a run. */
    public static boolean isRun(
            ExperimentFolder experiment, SourceEntry folder, EntityOptions options, FolderReport report) {
        SourceEntry meta = report.reader().child(folder, FileStoreLayout.META);
        return meta != null && RunMeta.read(experiment, folder, meta, List.of(), options, report) != null;
    }

    /** The run, or null: blocked, or no run. */
    public static @Nullable LoadedRun read(
            ExperimentFolder experiment,
            SourceEntry folder,
            ExperimentDatasets datasets,
            EntityOptions options,
            FolderReport report) {
        RunFolder run = new RunFolder(experiment, folder, datasets, options, report);
        report.reader().list(folder).forEach(run::sort);
        SourceEntry meta = run.meta;
        if (meta == null) {
            run.withoutMeta();
            return null;
        }
        return run.read(meta);
    }

    private void sort(SourceEntry entry) {
        switch (entry.name()) {
            case FileStoreLayout.META -> meta = entry;
            case FileStoreLayout.PARAMS -> params = report.checked(entry);
            case FileStoreLayout.TAGS -> tags = report.checked(entry);
            case FileStoreLayout.METRICS -> metrics = report.checked(entry);
            case FileStoreLayout.INPUTS -> inputs = report.checked(entry);
            case FileStoreLayout.OUTPUTS -> outputs = report.checked(entry);
            case FileStoreLayout.ARTIFACTS -> report.artifacts(entry);
            default -> report.unknown(entry);
        }
    }

    private @Nullable LoadedRun read(SourceEntry meta) {
        List<Tag> originals = new ArrayList<>();
        List<Param> readParams = readParams(originals);
        List<Tag> readTags = new ArrayList<>(readTags(originals));
        readTags.addAll(originals);
        MetricRepairs repairs = options.repair() ? new MetricRepairs() : null;
        List<MetricHistory> histories = readMetrics(repairs);
        if (repairs != null) {
            readTags.addAll(repairs.tags(MetaFields.REPAIRED_TAG));
        }
        RunLinks links = RunLinks.read(inputs, outputs, datasets, options, report);
        RunMeta read = RunMeta.read(experiment, folder, meta, readTags, options, report);
        if (read == null) {
            report.ownerBlocked(folder);
            return null;
        }
        Run run = read.run(
                readParams, links, histories.stream().map(MetricHistory::latest).toList());
        if (!DeclaredLengths.fits(run, folder, report, options)) {
            report.ownerBlocked(folder);
            return null;
        }
        return new LoadedRun(run, histories);
    }

    private List<Param> readParams(List<Tag> originals) {
        return KeyFiles.params(
                params, report, MendedText.inFiles("params.key", "params.value", report, options, originals));
    }

    private List<Tag> readTags(List<Tag> originals) {
        return KeyFiles.tags(tags, report, MendedText.inFiles("tags.key", "tags.value", report, options, originals));
    }

    private List<MetricHistory> readMetrics(@Nullable MetricRepairs repairs) {
        List<MetricHistory> histories = new ArrayList<>();
        int left = POINTS_HELD;
        for (KeyFile key : KeyFiles.in(metrics, report)) {
            MetricHistory history = MetricFile.read(key, repairs, report, left);
            if (history != null && DeclaredLengths.fitsKey("metrics.key", key, report, options)) {
                histories.add(history);
                MetricPoints held = history.points();
                left -= held == null ? 0 : held.size();
            }
        }
        return histories;
    }

    /** MLflow shows no run without meta.yaml, and looks at nothing in its folder. */
    private void withoutMeta() {
        if (EntityTraces.inRun(folder, report.tree())) {
            readParams(new ArrayList<>());
            readTags(new ArrayList<>());
            readMetrics(null);
            RunLinks.read(inputs, outputs, datasets, options, report);
            report.blocked(
                    folder,
                    "it has the contents of a run, but no meta.yaml",
                    "restore its meta.yaml, or move the directory out of the source");
            report.ownerBlocked(folder);
        } else {
            report.ownerLeftAlone(folder);
            report.note(folder.whole(), "it is not a run: it has no meta.yaml");
        }
    }
}
