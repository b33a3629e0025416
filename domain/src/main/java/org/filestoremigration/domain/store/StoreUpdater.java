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
 * Writes into a store that holds something already: new entities as into a new store, and changes to those that are there.
 *
 * <p>A change is reported as the record before, which is what the store's reader delivers, and the record after, of the same
 * key. Only what differs is written: columns, and rows of what rides inside the entity, which are added or changed and
 * never removed.
 */
public interface StoreUpdater extends StoreWriter {

    void change(Experiment before, Experiment after);

    void change(Dataset before, Dataset after);

    /** Params, tags, inputs, outputs and latest metrics included; an input's dataset is there already. */
    void change(Run before, Run after);

    /**
     * Adds points to the history of a run that was there before.
     *
     * @param points in order, none of them there yet
     * @return how many there were
     */
    long add(Run run, Iterator<Metric> points);

    void change(LoggedModel before, LoggedModel after);

    /**
     * Adds points to the history of a logged model that was there before.
     *
     * @param points in order, none of their keys there yet
     * @return how many there were
     */
    long add(LoggedModel model, Iterator<LoggedModelMetric> points);

    /** Changes one point of a logged model. */
    void change(LoggedModel model, LoggedModelMetric before, LoggedModelMetric after);

    /** Tags, metadata and assessments included. */
    void change(Trace before, Trace after);

    /** Tags and aliases included. */
    void change(Span before, Span after);

    void change(RegisteredModel before, RegisteredModel after);

    void change(ModelVersion before, ModelVersion after);
}
