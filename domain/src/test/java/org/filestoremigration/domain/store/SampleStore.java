package org.filestoremigration.domain.store;

import java.util.List;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Run;

/**
 * A fixed store with every kind of entity and with values that a careless adapter loses or changes. All of it can stand
 * in a FileStore, and is here in the form that MLflow's SQL schema holds.
 *
 * <p>What it holds is in {@link SampleExperiments}, {@link SampleRuns}, {@link SampleModels}, {@link SampleTraces}
 * and {@link SampleRegistry}, in the order in which a reader delivers it.
 */
public final class SampleStore {

    private SampleStore() {}

    /** A new store, committed, that the caller may change. */
    public static InMemoryStore create() {
        InMemoryStore store = new InMemoryStore();
        SampleExperiments.experiments().forEach(store::write);
        for (Experiment experiment : SampleExperiments.experiments()) {
            SampleExperiments.datasets(experiment).forEach(store::write);
            for (Run run : SampleRuns.runs(experiment)) {
                store.write(run);
                store.write(run, SampleRuns.metrics(run).iterator());
            }
            SampleTraces.traces(experiment).forEach(store::write);
        }
        for (Experiment experiment : SampleExperiments.experiments()) {
            for (LoggedModel model : SampleModels.loggedModels(experiment)) {
                store.write(model);
                store.write(model, SampleModels.metrics(model).iterator());
            }
        }
        for (RegisteredModel model : SampleRegistry.registeredModels()) {
            store.write(model);
            SampleRegistry.modelVersions(model).forEach(store::write);
        }
        store.commit();
        return store;
    }

    /** All runs, experiment by experiment. */
    public static List<Run> runs() {
        return SampleExperiments.experiments().stream()
                .flatMap(experiment -> SampleRuns.runs(experiment).stream())
                .toList();
    }

    /** All logged models, experiment by experiment. */
    public static List<LoggedModel> loggedModels() {
        return SampleExperiments.experiments().stream()
                .flatMap(experiment -> SampleModels.loggedModels(experiment).stream())
                .toList();
    }
}
