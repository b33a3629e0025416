package org.filestoremigration.domain.migration;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The experiments that a prompt belongs to: ids between commas, with one at both ends, in the tag {@value #TAG} of the
 * prompt ({@code PROMPT_EXPERIMENT_IDS_TAG_KEY}).
 */
public final class PromptExperiments {

    public static final String TAG = "_mlflow_experiment_ids";

    private PromptExperiments() {}

    /** The tag's value with other ids in the place of the old ones. */
    public static String renumbered(String value, UnaryOperator<String> newIds) {
        return Arrays.stream(value.split(",", -1)).map(newIds).collect(Collectors.joining(","));
    }
}
