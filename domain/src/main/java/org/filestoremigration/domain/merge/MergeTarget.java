package org.filestoremigration.domain.merge;

import java.util.List;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreUpdater;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.Experiment;

/** Where a merge goes, and what is reported to it. */
record MergeTarget(
        StoreReader before,
        StoreUpdater updater,
        OnConflict onConflict,
        MergeOutcomes outcomes,
        Progress progress,
        MergeWitness witness) {

    Joining joining() {
        return new Joining(onConflict, outcomes);
    }

    /** Whether somebody wants to see what only the target has. */
    boolean isWitnessed() {
        return witness.looks();
    }

    /** One entity of the source, of those that a progress is notified of, is done. */
    void passed() {
        tellIrregularities();
        progress.advanced(1);
    }

    /** What is irregular before is so after. */
    void tellIrregularities() {
        witness.irregular(before.findings().takeIrregularities());
    }

    void onlyTheirs(Entity theirs) {
        witness.passed(theirs, null, theirs);
        tellIrregularities();
    }

    void write(Experiment experiment) {
        updater.write(experiment);
        outcomes.added(EntityKind.EXPERIMENT, 1);
        added(EntityKind.EXPERIMENT_TAG, experiment.tags());
        witness.passed(null, experiment, experiment);
        passed();
    }

    void write(Dataset dataset) {
        updater.write(dataset);
        outcomes.added(EntityKind.DATASET, 1);
        witness.passed(null, dataset, dataset);
    }

    void join(Dataset theirs, Dataset ours) {
        Dataset joined = DatasetJoin.join(theirs, ours, joining());
        if (!joined.equals(theirs)) {
            updater.change(theirs, joined);
        }
        witness.passed(theirs, ours, joined);
    }

    /** @param ours as the source has it */
    void write(Trace ours, Trace trace) {
        updater.write(trace);
        outcomes.added(EntityKind.TRACE, 1);
        added(EntityKind.TRACE_TAG, trace.tags());
        added(EntityKind.TRACE_METADATA, trace.metadata());
        added(EntityKind.ASSESSMENT, trace.assessments());
        witness.passed(null, ours, trace);
        passed();
    }

    void write(RegisteredModel model) {
        updater.write(model);
        outcomes.added(EntityKind.REGISTERED_MODEL, 1);
        added(EntityKind.REGISTERED_MODEL_TAG, model.tags());
        added(EntityKind.REGISTERED_MODEL_ALIAS, model.aliases());
        witness.passed(null, model, model);
        passed();
    }

    void write(ModelVersion version) {
        updater.write(version);
        outcomes.added(EntityKind.MODEL_VERSION, 1);
        added(EntityKind.MODEL_VERSION_TAG, version.tags());
        witness.passed(null, version, version);
        passed();
    }

    void join(ModelVersion theirs, ModelVersion ours) {
        ModelVersion joined = ModelVersionJoin.join(theirs, ours, joining());
        if (!joined.equals(theirs)) {
            updater.change(theirs, joined);
        }
        witness.passed(theirs, ours, joined);
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
