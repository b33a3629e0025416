package org.filestoremigration.domain.store;

import java.util.Optional;
import java.util.stream.Stream;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.SourcePlace;
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
 * Reads one MLflow store, deleted entities included.
 *
 * <p>Every stream is lazy, must be closed, and comes in ascending order without a repeated key: two readers of equal
 * stores deliver equal sequences, so that they can be compared side by side in constant memory. Text is ordered by
 * {@link org.filestoremigration.domain.tracking.TextOrder}.
 *
 * <p>Records are in the form that MLflow's SQL schema can hold. What a reader had to change, noted or could not deliver
 * is in {@link #findings()} as soon as the stream that met it has passed the place; nothing is left out silently.
 *
 * <p>A reader serves one thread. Streams of different kinds may be open at once: while the runs of an experiment are
 * read, so are the metrics of the run that came last, which is the cheap order to ask for them.
 *
 * <p>All methods throw {@link StoreException} when the store cannot be read at all.
 */
public interface StoreReader extends AutoCloseable {

    /** All experiments by id, the default experiment always among them: MLflow fails on a database without it. */
    Stream<Experiment> experiments();

    /** The datasets of an experiment, which is known by its id, by {@link Dataset#datasetId()}. */
    Stream<Dataset> datasets(Experiment experiment);

    /** The runs of an experiment by run id. */
    Stream<Run> runs(Experiment experiment);

    /** The points of all metrics of a run, each once, in {@link Metric}'s order. */
    Stream<Metric> metrics(Run run);

    /** The logged models of an experiment by model id. */
    Stream<LoggedModel> loggedModels(Experiment experiment);

    /** The points of all metrics of a logged model, in {@link LoggedModelMetric}'s order. */
    Stream<LoggedModelMetric> metrics(LoggedModel model);

    /** The traces of an experiment by trace id. */
    Stream<Trace> traces(Experiment experiment);

    /** The spans of a trace by span id: none where they stay files. */
    default Stream<Span> spans(Trace trace) {
        return Stream.empty();
    }

    /** The registered models by name, prompts among them. */
    Stream<RegisteredModel> registeredModels();

    /** The versions of a registered model by number. */
    Stream<ModelVersion> modelVersions(RegisteredModel model);

    /**
     * Looks at what no stream passes, such as rows that belong to nothing, and adds it to the findings: a step of its own,
     * because it may take long. A store that has nothing of the kind does nothing.
     */
    default void checkTheRest() {}

    /** What has been found so far. */
    Findings findings();

    /** Where in the source an entity stands, empty for a store that is not made of files. */
    Optional<SourcePlace> locate(EntityKey entity);

    /** Closes the store, whatever streams are still open; closing again does nothing. */
    @Override
    void close();
}
