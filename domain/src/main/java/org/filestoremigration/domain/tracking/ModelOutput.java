package org.filestoremigration.domain.tracking;

/**
 * A logged model that a run wrote: a row of {@code inputs} from {@code RUN_OUTPUT} to {@code MODEL_OUTPUT}.
 *
 * @param step the training step at which it was written
 */
public record ModelOutput(String modelId, long step) implements Comparable<ModelOutput> {

    @Override
    public int compareTo(ModelOutput other) {
        return TextOrder.compare(modelId, other.modelId);
    }
}
