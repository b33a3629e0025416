package org.filestoremigration.filestore.entity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.migration.TextLimits;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.filestoremigration.filestore.metric.LoggedModelSequence;
import org.filestoremigration.filestore.metric.RunPresence;
import org.jspecify.annotations.Nullable;

/** Reads single folders of a store that a test wrote, and keeps what was found. */
final class FolderReading {

    static final EntityOptions EXACT = new EntityOptions(false, Set.of(), TextLimits.NONE, null);

    private final SourceTree tree;
    private final EntityOptions options;
    private final Findings findings = new Findings();
    private final Set<String> missingRuns;
    private final Set<String> blockedRuns = Set.of("blocked");
    private Accounting accounting = Accounting.NONE;

    static EntityOptions repairing() {
        return new EntityOptions(true, Set.of(), TextLimits.NONE, null);
    }

    FolderReading(Path root, EntityOptions options) {
        this(root, options, Set.of());
    }

    FolderReading(Path root, EntityOptions options, Set<String> missingRuns) {
        try {
            this.tree = new SourceTree(root, "", false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.options = options;
        this.missingRuns = missingRuns;
    }

    @Nullable
    Trace trace(String place) {
        FolderReport report = new FolderReport(tree);
        IdClashes clashes = IdClashes.find(action -> {}, candidate -> true, (left, right) -> false);
        Trace trace = TraceFolder.read(experiment(place), entry(place), clashes, options, report);
        merge(report);
        return trace;
    }

    @Nullable
    LoadedModel loggedModel(String place) {
        FolderReport report = new FolderReport(tree);
        LoadedModel model = LoggedModelFolder.read(experiment(place), entry(place), this::presence, options, report);
        merge(report);
        return model;
    }

    List<LoggedModelMetric> metrics(LoadedModel model) {
        try (var points = LoggedModelSequence.stream(model.metrics(), tree, options.repair())) {
            return points.toList();
        }
    }

    @Nullable
    RegisteredModel registeredModel(String place) {
        FolderReport report = new FolderReport(tree);
        RegisteredModel model = RegisteredModelFolder.read(entry(place), EXACT, RenumberedExperiments.NONE, report);
        merge(report);
        return model;
    }

    @Nullable
    ModelVersion version(RegisteredModel model, String place) {
        FolderReport report = new FolderReport(tree);
        ModelVersion version = ModelVersionFolder.read(model, entry(place), this::isRun, options, report);
        merge(report);
        return version;
    }

    private RunPresence presence(String runId) {
        if (blockedRuns.contains(runId)) {
            return RunPresence.BLOCKED;
        }
        return isRun(runId) ? RunPresence.MIGRATED : RunPresence.GONE;
    }

    private boolean isRun(String runId) {
        return !missingRuns.contains(runId);
    }

    /** What is blocked, as {@code place: reason}. */
    List<String> blocked() {
        return findings.blocked().stream()
                .map(blocked -> blocked.place() + ": " + blocked.reason())
                .toList();
    }

    List<String> notes() {
        return findings.notes().stream()
                .map(note -> note.place() + ": " + note.reason())
                .toList();
    }

    List<String> repairs() {
        return findings.repaired().stream()
                .map(repair -> repair.place() + ": " + repair.what() + " \"" + repair.original() + "\" -> "
                        + repair.now() + (repair.count() == 1 ? "" : " and " + (repair.count() - 1) + " more"))
                .toList();
    }

    Map<Normalization, Long> normalizations() {
        return findings.normalizations();
    }

    Accounting accounting() {
        return accounting;
    }

    private void merge(FolderReport report) {
        accounting = accounting.plus(report.mergeInto(findings));
    }

    private ExperimentFolder experiment(String place) {
        String folder = place.substring(0, place.indexOf('/'));
        return new ExperimentFolder(entry(folder), ExperimentId.parse(folder).orElseThrow(), false);
    }

    private SourceEntry entry(String place) {
        SourceEntry entry = tree.root();
        for (Path name : Path.of(place)) {
            entry = Objects.requireNonNull(tree.child(entry, name.toString()), place);
        }
        return entry;
    }
}
