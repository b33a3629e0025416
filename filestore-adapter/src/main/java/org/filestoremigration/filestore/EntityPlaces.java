package org.filestoremigration.filestore;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.filestore.disk.FileStoreLayout;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.disk.SourceTree;
import org.filestoremigration.filestore.entity.ExperimentFolder;
import org.filestoremigration.filestore.entity.MetaFields;
import org.filestoremigration.filestore.metric.MetricLine;
import org.filestoremigration.filestore.metric.MetricLines;
import org.jspecify.annotations.Nullable;

/** Finds the file in which an entity stands: of what is inside a file the line, of what is nowhere the owner's folder. */
final class EntityPlaces {

    private final Map<ExperimentId, ExperimentFolder> experiments;
    private final SourceTree tree;
    private final RegistrySource registry;

    EntityPlaces(Map<ExperimentId, ExperimentFolder> experiments, SourceTree tree, RegistrySource registry) {
        this.experiments = experiments;
        this.tree = tree;
        this.registry = registry;
    }

    Optional<SourcePlace> find(EntityKey entity) {
        List<String> names = entity.names();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        return switch (entity.kind()) {
            case REGISTERED_MODEL, REGISTERED_MODEL_TAG, REGISTERED_MODEL_ALIAS, MODEL_VERSION, MODEL_VERSION_TAG -> {
                SourceEntry folder = registry.folder();
                yield folder == null ? Optional.empty() : inRegistry(folder, entity, names);
            }
            case OTHER -> Optional.empty();
            default ->
                ExperimentId.parse(names.get(0))
                        .map(experiments::get)
                        .flatMap(experiment -> inExperiment(experiment.folder(), entity, names));
        };
    }

    private Optional<SourcePlace> inExperiment(SourceEntry folder, EntityKey entity, List<String> names) {
        String second = names.size() > 1 ? names.get(1) : "";
        return switch (entity.kind()) {
            case EXPERIMENT -> file(folder, FileStoreLayout.META);
            case EXPERIMENT_TAG -> file(folder, FileStoreLayout.TAGS, second);
            case DATASET -> dataset(folder, second);
            case LOGGED_MODEL, LOGGED_MODEL_PARAM, LOGGED_MODEL_TAG, LOGGED_MODEL_METRIC ->
                inside(entity, names, folder, FileStoreLayout.MODELS, second);
            case TRACE, TRACE_TAG, TRACE_METADATA, ASSESSMENT ->
                inside(entity, names, folder, FileStoreLayout.TRACES, second);
            default -> inside(entity, names, folder, second);
        };
    }

    /** @param owner the way to the run's, logged model's or trace's folder */
    private Optional<SourcePlace> inside(EntityKey entity, List<String> names, SourceEntry folder, String... owner) {
        SourceEntry found = entry(folder, owner);
        if (found == null) {
            return Optional.empty();
        }
        String name = names.size() > 2 ? names.get(2) : "";
        Optional<SourcePlace> place = switch (entity.kind()) {
            case PARAM, LOGGED_MODEL_PARAM -> file(found, FileStoreLayout.PARAMS, name);
            case TAG, LOGGED_MODEL_TAG, TRACE_TAG -> file(found, FileStoreLayout.TAGS, name);
            case METRIC, LATEST_METRIC -> metric(found, name, names);
            case LOGGED_MODEL_METRIC -> file(found, FileStoreLayout.METRICS, name);
            case DATASET_INPUT, INPUT_TAG, MODEL_INPUT -> link(found, FileStoreLayout.INPUTS, "source_id", name);
            case MODEL_OUTPUT -> link(found, FileStoreLayout.OUTPUTS, "destination_id", name);
            case TRACE -> file(found, FileStoreLayout.TRACE_INFO);
            case TRACE_METADATA -> file(found, FileStoreLayout.REQUEST_METADATA, name);
            case ASSESSMENT -> file(found, FileStoreLayout.ASSESSMENTS, name + ".yaml");
            default -> file(found, FileStoreLayout.META);
        };
        return place.or(() -> Optional.of(found.whole()));
    }

    private Optional<SourcePlace> inRegistry(SourceEntry folder, EntityKey entity, List<String> names) {
        String second = names.size() > 1 ? names.get(1) : "";
        String version = FileStoreLayout.VERSION_PREFIX + second;
        return switch (entity.kind()) {
            case REGISTERED_MODEL_TAG -> file(folder, names.get(0), FileStoreLayout.TAGS, second);
            case REGISTERED_MODEL_ALIAS -> file(folder, names.get(0), FileStoreLayout.ALIASES, second);
            case MODEL_VERSION -> file(folder, names.get(0), version, FileStoreLayout.META);
            case MODEL_VERSION_TAG ->
                file(folder, names.get(0), version, FileStoreLayout.TAGS, names.size() > 2 ? names.get(2) : "");
            default -> file(folder, names.get(0), FileStoreLayout.META);
        };
    }

    private Optional<SourcePlace> dataset(SourceEntry experiment, String datasetId) {
        Optional<SourcePlace> regular = file(experiment, FileStoreLayout.DATASETS, datasetId, FileStoreLayout.META);
        if (regular.isPresent()) {
            return regular;
        }
        for (SourceEntry meta : metas(entry(experiment, FileStoreLayout.DATASETS))) {
            MetaFields fields = MetaFields.read(meta, new FolderReport(tree));
            String name = fields == null ? null : fields.text("name");
            String digest = fields == null ? null : fields.text("digest");
            if (name != null && digest != null && Dataset.idOf(name, digest).equals(datasetId)) {
                return Optional.of(meta.whole());
            }
        }
        return Optional.empty();
    }

    private Optional<SourcePlace> link(SourceEntry run, String container, String key, String id) {
        for (SourceEntry meta : metas(entry(run, container))) {
            MetaFields fields = MetaFields.read(meta, new FolderReport(tree));
            if (fields != null && id.equals(fields.text(key))) {
                return Optional.of(meta.whole());
            }
        }
        return Optional.empty();
    }

    /** A point's line, if step and timestamp are given and a line says them. */
    private Optional<SourcePlace> metric(SourceEntry run, String key, List<String> names) {
        SourceEntry file = entry(run, FileStoreLayout.METRICS, key);
        if (file == null || !file.isFile()) {
            return Optional.empty();
        }
        if (names.size() < 5) {
            return Optional.of(file.whole());
        }
        try (MetricLines lines = MetricLines.of(file, tree)) {
            MetricLine line = new MetricLine();
            while (lines.advance()) {
                if (line.read(lines) == MetricLine.Kind.POINT
                        && Long.toString(line.step()).equals(names.get(3))
                        && Long.toString(line.timestamp()).equals(names.get(4))) {
                    return Optional.of(file.line(lines.number()));
                }
            }
        } catch (IOException e) {
            return Optional.of(file.whole());
        }
        return Optional.of(file.whole());
    }

    private List<SourceEntry> metas(@Nullable SourceEntry container) {
        FolderReport report = new FolderReport(tree);
        return container == null || !container.isFolder()
                ? List.of()
                : report.reader().list(container).stream()
                        .filter(SourceEntry::isFolder)
                        .flatMap(folder -> Optional.ofNullable(tree.child(folder, FileStoreLayout.META)).stream())
                        .toList();
    }

    private Optional<SourcePlace> file(SourceEntry folder, String... way) {
        return Optional.ofNullable(entry(folder, way)).map(SourceEntry::whole);
    }

    /** The entry at the end of a way; keys with slashes are ways of their own. */
    private @Nullable SourceEntry entry(SourceEntry folder, String... way) {
        SourceEntry entry = folder;
        for (String step : way) {
            for (String name : step.split("/", -1)) {
                entry = entry == null || !entry.isFolder() ? null : tree.child(entry, name);
            }
        }
        return entry;
    }
}
