package org.filestoremigration.domain.tracking;

/** A logged model that a run read: a row of {@code inputs} from {@code RUN_INPUT} to {@code MODEL_INPUT}. */
public record ModelInput(String modelId) implements Comparable<ModelInput> {

    @Override
    public int compareTo(ModelInput other) {
        return TextOrder.compare(modelId, other.modelId);
    }
}
