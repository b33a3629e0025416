package org.filestoremigration.domain.store;

import java.util.Optional;
import org.filestoremigration.domain.model.LoggedModel;
import org.filestoremigration.domain.trace.Trace;
import org.filestoremigration.domain.tracking.Run;

/** A store that finds entities by the ids that are unique in all of it, whatever experiment they belong to. */
public interface IndexedStore extends StoreReader {

    /** The run with this id, deleted or not. */
    Optional<Run> run(String runId);

    /** The logged model with this id, deleted or not. */
    Optional<LoggedModel> loggedModel(String modelId);

    /** The trace with this id. */
    Optional<Trace> trace(String traceId);

    /** The id of the trace that an assessment belongs to. */
    Optional<String> traceOfAssessment(String assessmentId);
}
