package org.filestoremigration.filestore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreContent;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;

/** What one complete reading of a store came to. */
record StoreReading(
        List<Object> content,
        Map<Normalization, Long> normalizations,
        List<String> notes,
        List<String> blocked,
        List<String> repaired,
        Accounting accounting,
        long fingerprint,
        boolean looksTheSame) {

    static StoreReading of(Path root) {
        return of(root, FileStoreOptions.DEFAULT);
    }

    static StoreReading of(Path root, FileStoreOptions options) {
        try (FileStore store = FileStore.open(root, options)) {
            List<Object> content = StoreContent.of(store);
            return new StoreReading(
                    content,
                    store.findings().normalizations(),
                    store.findings().notes().stream()
                            .map(note -> note.place() + ": " + note.reason())
                            .toList(),
                    store.findings().blocked().stream()
                            .map(item -> item.place() + ": " + item.reason())
                            .toList(),
                    store.findings().repaired().stream()
                            .map(StoreReading::shown)
                            .toList(),
                    store.accounting(),
                    store.fingerprint(),
                    store.looks().looksTheSame());
        }
    }

    private static String shown(Finding.Repaired repair) {
        return repair.place() + ": " + repair.what() + " " + repair.original() + " -> " + repair.now()
                + (repair.count() == 1 ? "" : " and " + (repair.count() - 1) + " more");
    }

    List<Experiment> experiments() {
        return all(Experiment.class);
    }

    List<Run> runs() {
        return all(Run.class);
    }

    List<Dataset> datasets() {
        return all(Dataset.class);
    }

    List<Metric> metrics() {
        return all(Metric.class);
    }

    List<RegisteredModel> registeredModels() {
        return all(RegisteredModel.class);
    }

    private <E> List<E> all(Class<E> type) {
        List<E> found = new ArrayList<>();
        Stream.of(content.toArray()).filter(type::isInstance).map(type::cast).forEach(found::add);
        return found;
    }
}
