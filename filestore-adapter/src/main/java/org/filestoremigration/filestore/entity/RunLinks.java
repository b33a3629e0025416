package org.filestoremigration.filestore.entity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.store.Feature;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.ModelInput;
import org.filestoremigration.domain.tracking.ModelOutput;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.domain.tracking.TextOrder;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.jspecify.annotations.Nullable;

/**
 * {@code inputs/<input_id>/meta.yaml} and {@code outputs/<model_id>/meta.yaml}: what a run read and wrote. Copies that say
 * the same are merged, contradictory ones are blocked.
 */
final class RunLinks {

    /** An edge with the file that says it. */
    private record Edge(String id, @Nullable Long step, List<Tag> tags, SourceEntry file) {}

    private final ExperimentDatasets datasets;
    private final EntityOptions options;
    private final FolderReport report;
    private final Map<String, List<Edge>> datasetEdges = new TreeMap<>(TextOrder::compare);
    private final Map<String, List<Edge>> inputEdges = new TreeMap<>(TextOrder::compare);
    private final Map<String, List<Edge>> outputEdges = new TreeMap<>(TextOrder::compare);
    private final List<DatasetInput> datasetInputs = new ArrayList<>();
    private final List<ModelInput> modelInputs = new ArrayList<>();
    private final List<ModelOutput> modelOutputs = new ArrayList<>();

    private RunLinks(ExperimentDatasets datasets, EntityOptions options, FolderReport report) {
        this.datasets = datasets;
        this.options = options;
        this.report = report;
    }

    static RunLinks read(
            @Nullable SourceEntry inputs,
            @Nullable SourceEntry outputs,
            ExperimentDatasets datasets,
            EntityOptions options,
            FolderReport report) {
        RunLinks links = new RunLinks(datasets, options, report);
        links.each(inputs, links::readInput);
        links.each(outputs, links::readOutput);
        links.merge();
        return links;
    }

    /** Sorted by dataset id. */
    List<DatasetInput> datasetInputs() {
        return datasetInputs;
    }

    /** Sorted by model id. */
    List<ModelInput> modelInputs() {
        return modelInputs;
    }

    /** Sorted by model id. */
    List<ModelOutput> modelOutputs() {
        return modelOutputs;
    }

    private void each(@Nullable SourceEntry container, BiConsumer<MetaFields, SourceEntry> read) {
        if (container == null || !container.isFolder()) {
            return;
        }
        for (SourceEntry folder : report.reader().list(container)) {
            if (folder.problem() != null) {
                report.blockedBy(folder);
            } else if (folder.isFolder()) {
                for (SourceEntry entry : report.reader().list(folder)) {
                    MetaFields fields = null;
                    if (!entry.name().equals(FileStoreLayout.META)) {
                        report.unknown(entry);
                    } else {
                        fields = MetaFields.read(entry, report);
                    }
                    if (fields != null) {
                        read.accept(fields, entry);
                    }
                }
            }
        }
    }

    private void readInput(MetaFields fields, SourceEntry file) {
        String type = fields.require("source_type");
        String id = fields.require("source_id");
        fields.require("destination_type");
        fields.require("destination_id");
        List<Tag> tags = fields.tags("tags");
        boolean model = type.equals("MODEL");
        if (model) {
            mustBeSupported(fields);
        } else if (fields.isUsable("source_type") && !type.equals("DATASET")) {
            fields.blocked(
                    "source_type",
                    "its source_type is unknown to MLflow: " + FolderReport.shown(type),
                    "write DATASET or MODEL");
        }
        if (!fields.finish()) {
            return;
        }
        if (model) {
            if (!tags.isEmpty()) {
                fields.note("tags", "MLflow's SQL schema has no tags for the logged models that a run read");
            }
            DeclaredLengths.checkInput(id, List.of(), file, report, options);
            add(inputEdges, new Edge(id, null, List.of(), file));
            return;
        }
        if (datasets.isBlocked(id)) {
            report.blockedWithOwner(file);
            return;
        }
        String present = datasets.idOf(id);
        if (present == null) {
            fields.note("source_id", "the experiment does not have this dataset, so MLflow skips this input");
        }
        String dataset = present == null ? id : present;
        DeclaredLengths.checkInput(dataset, tags, file, report, options);
        add(datasetEdges, new Edge(dataset, null, tags, file));
    }

    private void readOutput(MetaFields fields, SourceEntry file) {
        fields.ignore("source_type", "source_id");
        String type = fields.require("destination_type");
        if (fields.isUsable("destination_type") && !type.equals("MODEL_OUTPUT")) {
            fields.blocked(
                    "destination_type",
                    "its destination_type is unknown to MLflow: " + FolderReport.shown(type),
                    "write MODEL_OUTPUT");
        }
        String id = fields.require("destination_id");
        Long step = fields.integer("step");
        if (step == null && fields.isUsable("step")) {
            fields.blocked("step", "it has no step", "write one");
        }
        fields.ignoreEmpty("tags");
        mustBeSupported(fields);
        if (fields.finish()) {
            DeclaredLengths.checkOutput(id, file, report, options);
            add(outputEdges, new Edge(id, step, List.of(), file));
        }
    }

    private void mustBeSupported(MetaFields fields) {
        Feature feature = Feature.LOGGED_MODELS;
        if (options.lacks(feature)) {
            fields.blocked(
                    "destination_id",
                    "only MLflow " + feature.since() + " and newer has " + feature.title(),
                    "choose a newer --mlflow-version");
        }
    }

    private static void add(Map<String, List<Edge>> edges, Edge edge) {
        edges.computeIfAbsent(edge.id, id -> new ArrayList<>()).add(edge);
    }

    private void merge() {
        datasetEdges.forEach((id, same) -> {
            Map<String, String> tags = new TreeMap<>(TextOrder::compare);
            boolean agree = true;
            for (Edge edge : same) {
                for (Tag tag : edge.tags) {
                    String value = Objects.requireNonNull(tag.value());
                    String other = tags.putIfAbsent(tag.key(), value);
                    agree &= other == null || other.equals(value);
                }
            }
            if (settle(same, agree)) {
                List<Tag> union = tags.entrySet().stream()
                        .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                        .toList();
                datasetInputs.add(new DatasetInput(id, datasets.idOf(id) != null, union));
            }
        });
        inputEdges.forEach((id, same) -> {
            if (settle(same, true)) {
                modelInputs.add(new ModelInput(id));
            }
        });
        outputEdges.forEach((id, same) -> {
            Long step = same.get(0).step;
            boolean agree = same.stream().allMatch(edge -> Objects.equals(edge.step, step));
            if (settle(same, agree) && step != null) {
                modelOutputs.add(new ModelOutput(id, step));
            }
        });
    }

    private boolean settle(List<Edge> same, boolean agree) {
        for (Edge edge : same) {
            if (!agree) {
                report.blocked(
                        edge.file,
                        "another file of the run links it to the same id, but different content",
                        "remove all but one");
            } else if (!edge.equals(same.get(0))) {
                report.normalized(Normalization.MERGED_COPIES, edge.file);
            }
        }
        return agree;
    }
}
