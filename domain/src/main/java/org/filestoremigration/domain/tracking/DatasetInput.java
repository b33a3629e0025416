package org.filestoremigration.domain.tracking;

import java.util.List;

/**
 * A dataset that a run read: {@code <run_id>/inputs/<input_id>/meta.yaml}, a row of {@code inputs}.
 *
 * @param datasetId {@link Dataset#datasetId()} of a dataset of the run's experiment, if that dataset is there; otherwise what
 *     the input says
 * @param datasetPresent whether the experiment has the dataset; MLflow skips an input whose dataset is gone
 * @param tags sorted by key
 */
public record DatasetInput(String datasetId, boolean datasetPresent, List<Tag> tags)
        implements Comparable<DatasetInput> {

    public DatasetInput {
        tags = List.copyOf(tags);
    }

    @Override
    public int compareTo(DatasetInput other) {
        return TextOrder.compare(datasetId, other.datasetId);
    }
}
