package org.filestoremigration.sql;

import static org.filestoremigration.sql.jooq.Tables.INPUTS;

import org.filestoremigration.domain.migration.LinkageId;
import org.filestoremigration.domain.tracking.DatasetInput;
import org.filestoremigration.domain.tracking.ModelInput;
import org.filestoremigration.domain.tracking.ModelOutput;
import org.filestoremigration.domain.tracking.Run;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/**
 * A row of {@code inputs}: what a run read or wrote.
 *
 * <p>MLflow's directions differ: from a dataset to the run that read it, but from a run to the logged model that it read
 * or wrote.
 *
 * @param step when the run wrote the model; 0 for everything that it read
 */
record InputEdge(String sourceType, String sourceId, String destinationType, String destinationId, long step) {

    static final String DATASET = "DATASET";
    static final String RUN = "RUN";
    static final String RUN_INPUT = "RUN_INPUT";
    static final String MODEL_INPUT = "MODEL_INPUT";
    static final String RUN_OUTPUT = "RUN_OUTPUT";
    static final String MODEL_OUTPUT = "MODEL_OUTPUT";

    /** The rows that say what a run read of datasets. */
    static final Condition TO_RUN = directed(DATASET, RUN);

    /** The rows that say which logged models a run read or wrote. */
    static final Condition FROM_RUN = directed(RUN_INPUT, MODEL_INPUT).or(directed(RUN_OUTPUT, MODEL_OUTPUT));

    private static Condition directed(String sourceType, String destinationType) {
        return INPUTS.SOURCE_TYPE
                .eq(DSL.inline(sourceType))
                .and(INPUTS.DESTINATION_TYPE.eq(DSL.inline(destinationType)));
    }

    /**
     * A dataset that is gone keeps the id that the input says: SQL has no foreign key here, and MLflow skips the row.
     *
     * @param datasetUuid of the dataset, if it is there
     */
    static InputEdge of(Run run, DatasetInput input, String datasetUuid) {
        return new InputEdge(DATASET, input.datasetPresent() ? datasetUuid : input.datasetId(), RUN, run.runId(), 0);
    }

    static InputEdge of(Run run, ModelInput input) {
        return new InputEdge(RUN_INPUT, run.runId(), MODEL_INPUT, input.modelId(), 0);
    }

    static InputEdge of(Run run, ModelOutput output) {
        return new InputEdge(RUN_OUTPUT, run.runId(), MODEL_OUTPUT, output.modelId(), output.step());
    }

    /** {@code input_uuid}: the only key of {@code input_tags}. */
    String uuid() {
        return LinkageId.input(sourceType, sourceId, destinationType, destinationId);
    }
}
