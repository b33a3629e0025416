package org.filestoremigration.domain.merge;

import java.util.Comparator;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.registry.ModelVersion;
import org.filestoremigration.domain.registry.RegisteredModel;
import org.filestoremigration.domain.trace.Span;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Dataset;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.domain.tracking.TextOrder;

/** The orders of a reader's streams: what is equal in them is the same entity. */
final class Keys {

    static final Comparator<Experiment> EXPERIMENT = Comparator.comparing(Experiment::experimentId);
    static final Comparator<Dataset> DATASET = Comparator.comparing(Dataset::datasetId, TextOrder::compare);
    static final Comparator<Run> RUN = Comparator.comparing(Run::runId, TextOrder::compare);
    static final Comparator<LoggedModel> LOGGED_MODEL = Comparator.comparing(LoggedModel::modelId, TextOrder::compare);
    static final Comparator<Trace> TRACE = Comparator.comparing(Trace::traceId, TextOrder::compare);
    static final Comparator<Span> SPAN = Comparator.comparing(Span::spanId, TextOrder::compare);
    static final Comparator<RegisteredModel> REGISTERED_MODEL =
            Comparator.comparing(RegisteredModel::name, TextOrder::compare);
    static final Comparator<ModelVersion> MODEL_VERSION = Comparator.comparingLong(ModelVersion::version);

    private Keys() {}
}
