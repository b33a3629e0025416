package org.filestoremigration.domain.store;

import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.model.LoggedModelMetric;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.LatestMetric;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;

/**
 * Fills one new, empty MLflow store.
 *
 * <p>An owner is written before what belongs to it: an experiment before its datasets, runs, models and traces, a run
 * before its metrics and before the metrics that logged models got in it, a registered model before its versions.
 *
 * <p>Closing without {@link #commit()} leaves nothing behind; closing again does nothing. All methods throw
 * {@link TargetException} when the store cannot be written, {@link RefusedRowException} when it refuses what it is given; what a history itself throws passes through as it is.
 */
public interface StoreWriter extends AutoCloseable {

    void write(Experiment experiment);

    void write(Dataset dataset);

    void write(Run run);

    /**
     * Writes the whole metric history of a run, which is neither closed nor held in memory, and its latest points.
     *
     * @return how many points the history had
     */
    long write(Run run, Stream<Metric> history, List<LatestMetric> latest);

    void write(LoggedModel model);

    /**
     * Writes the whole metric history of a logged model, which is neither closed nor held in memory.
     *
     * @return how many points the history had
     */
    long write(LoggedModel model, Stream<LoggedModelMetric> history);

    void write(Trace trace);

    void write(RegisteredModel model);

    void write(ModelVersion version);

    /** Completes the store; after it only {@link #close()} may be called. */
    void commit();

    @Override
    void close();
}
