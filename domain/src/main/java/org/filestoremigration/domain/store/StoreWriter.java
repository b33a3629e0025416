package org.filestoremigration.domain.store;

import java.util.Iterator;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;

/**
 * Fills one new, empty MLflow store.
 *
 * <p>An owner is written before what belongs to it: an experiment before its datasets, runs, models and traces, a run
 * before its metrics and before the metrics that logged models got in it, a registered model before its versions.
 *
 * <p>Records are written as they are: a reader has brought them into the form that MLflow's SQL schema can hold.
 *
 * <p>Closing without {@link #commit()} leaves nothing behind; closing again does nothing. All methods throw
 * {@link TargetException} when the store cannot be written, {@link RefusedRowException} when it refuses what it is given;
 * what a history itself throws passes through as it is.
 */
public interface StoreWriter extends AutoCloseable {

    /** Writes an experiment with its tags. */
    void write(Experiment experiment);

    /** Writes a dataset of an experiment that was written. */
    void write(Dataset dataset);

    /** Writes a run with its params, tags, inputs, outputs and latest metrics, without its histories. */
    void write(Run run);

    /**
     * Writes the whole metric history of a run, which is not held in memory.
     *
     * @return how many points the history had
     */
    long write(Run run, Iterator<Metric> history);

    /** Writes a logged model with its params and tags, without its metrics. */
    void write(LoggedModel model);

    /**
     * Writes the whole metric history of a logged model, which is not held in memory.
     *
     * @return how many points the history had
     */
    long write(LoggedModel model, Iterator<LoggedModelMetric> history);

    /** Writes a trace with its tags, metadata and assessments. */
    void write(Trace trace);

    /** Writes a span of a trace that was written. */
    void write(Span span);

    /** Writes a registered model or prompt with its tags and aliases. */
    void write(RegisteredModel model);

    /** Writes a version, with its tags, of a registered model that was written. */
    void write(ModelVersion version);

    /** Completes the store, which may be read from now on; after it only {@link #close()} may be called. */
    void commit();

    /** Ends the writing: what was committed is on disk afterwards, anything else is gone. */
    @Override
    void close();
}
