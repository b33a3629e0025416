package org.filestoremigration.domain.merge;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.InMemoryStore;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.trace.Assessment;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.Tag;

/** The sample store after everything in it was edited and something added to everything. */
final class EditedSample {

    private EditedSample() {}

    static InMemoryStore create() {
        StoreReader sample = SampleStore.create().reader();
        InMemoryStore edited = SampleStore.create();
        for (Experiment experiment : list(sample.experiments())) {
            edited.put(edit(experiment));
            for (Dataset dataset : list(sample.datasets(experiment))) {
                edited.put(edit(dataset));
            }
            edited.put(Given.dataset(experiment.experimentId().value(), "new"));
            for (Run run : list(sample.runs(experiment))) {
                Metric point = Metric.of("\u4e00 new", 0.25, Given.TIME, 7);
                List<Metric> history = new ArrayList<>(list(sample.metrics(run)));
                history.add(point);
                edited.put(run, history);
                List<LatestMetric> latest = new ArrayList<>(run.latestMetrics());
                latest.add(LatestMetric.of(point));
                latest.sort(null);
                edited.put(withNewDataset(Edited.with(edit(run), "latestMetrics", latest)));
            }
            for (LoggedModel model : list(sample.loggedModels(experiment))) {
                List<LoggedModelMetric> history = new ArrayList<>();
                sample.metrics(model).map(EditedSample::edit).forEach(history::add);
                edited.put(model, history);
                edited.put(edit(model));
            }
            for (Trace trace : list(sample.traces(experiment))) {
                edited.put(edit(trace));
            }
        }
        for (RegisteredModel model : list(sample.registeredModels())) {
            edited.put(edit(model));
            sample.modelVersions(model).map(EditedSample::edit).forEach(edited::put);
        }
        return edited;
    }

    private static Run withNewDataset(Run run) {
        Dataset dataset = Given.dataset(run.experimentId().value(), "new");
        List<DatasetInput> inputs = new ArrayList<>(run.datasetInputs());
        inputs.add(new DatasetInput(dataset.datasetId(), true, List.of(new Tag("new", "1"))));
        inputs.sort(null);
        return Edited.with(run, "datasetInputs", inputs);
    }

    private static <T> List<T> list(Stream<T> stream) {
        return stream.toList();
    }

    private static <T extends Record> T edit(T entity) {
        T edited = entity;
        for (RecordComponent component : entity.getClass().getRecordComponents()) {
            String name = component.getName();
            if (component.getType() == List.class && !name.equals("latestMetrics")) {
                edited = Edited.with(edited, name, editedList(entity, component));
            } else if (component.getType() != List.class
                    && !name.equals("datasetPresent")
                    && !Edited.isKey(entity, component)) {
                edited = Edited.with(edited, name, Edited.other(entity, component));
            }
        }
        return edited;
    }

    private static List<Record> editedList(Record entity, RecordComponent component) {
        List<Record> elements = new ArrayList<>();
        for (Object element : (List<?>) Objects.requireNonNull(Edited.value(entity, component))) {
            elements.add(edit((Record) element));
        }
        for (Object element : (List<?>) Edited.other(entity, component)) {
            elements.add(
                    element instanceof Assessment && entity instanceof Trace trace
                            ? Given.assessment("new-" + trace.traceId(), trace.traceId())
                            : (Record) element);
        }
        elements.sort(EditedSample::compare);
        return elements;
    }

    @SuppressWarnings("unchecked") // the elements of one list are of one class, which compares itself
    private static int compare(Record left, Record right) {
        return ((Comparable<Object>) left).compareTo(right);
    }
}
