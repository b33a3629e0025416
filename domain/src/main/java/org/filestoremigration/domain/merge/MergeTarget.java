package org.filestoremigration.domain.merge;

import java.util.List;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.StoreUpdater;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Experiment;

/** Where a merge goes, and what is reported to it. */
record MergeTarget(
        IndexedStore before, StoreUpdater updater, OnConflict onConflict, MergeOutcomes outcomes, Progress progress) {

    Joining joining() {
        return new Joining(onConflict, outcomes);
    }

    /** One entity of the source, of those that a progress is notified of, is done. What is irregular before is so after. */
    void passed() {
        before.findings().takeIrregularities();
        progress.advanced(1);
    }

    void write(Experiment experiment) {
        updater.write(experiment);
        outcomes.added(EntityKind.EXPERIMENT, 1);
        added(EntityKind.EXPERIMENT_TAG, experiment.tags());
        passed();
    }

    void write(Dataset dataset) {
        updater.write(dataset);
        outcomes.added(EntityKind.DATASET, 1);
    }

    void join(Dataset theirs, Dataset ours) {
        Dataset joined = DatasetJoin.join(theirs, ours, joining());
        if (!joined.equals(theirs)) {
            updater.change(theirs, joined);
        }
    }

    void write(Trace trace) {
        updater.write(trace);
        outcomes.added(EntityKind.TRACE, 1);
        added(EntityKind.TRACE_TAG, trace.tags());
        added(EntityKind.TRACE_METADATA, trace.metadata());
        added(EntityKind.ASSESSMENT, trace.assessments());
        passed();
    }

    void write(RegisteredModel model) {
        updater.write(model);
        outcomes.added(EntityKind.REGISTERED_MODEL, 1);
        added(EntityKind.REGISTERED_MODEL_TAG, model.tags());
        added(EntityKind.REGISTERED_MODEL_ALIAS, model.aliases());
        passed();
    }

    void write(ModelVersion version) {
        updater.write(version);
        outcomes.added(EntityKind.MODEL_VERSION, 1);
        added(EntityKind.MODEL_VERSION_TAG, version.tags());
        passed();
    }

    void join(ModelVersion theirs, ModelVersion ours) {
        ModelVersion joined = ModelVersionJoin.join(theirs, ours, joining());
        if (!joined.equals(theirs)) {
            updater.change(theirs, joined);
        }
        passed();
    }

    void added(EntityKind kind, List<?> rows) {
        outcomes.added(kind, rows.size());
    }

    void addedInputs(List<DatasetInput> inputs) {
        added(EntityKind.DATASET_INPUT, inputs);
        outcomes.added(
                EntityKind.INPUT_TAG,
                inputs.stream().mapToLong(input -> input.tags().size()).sum());
    }
}
