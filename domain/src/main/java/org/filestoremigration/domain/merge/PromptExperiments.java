package org.filestoremigration.domain.merge;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.tracking.Tag;

/**
 * The experiments that a prompt belongs to: ids between commas, with one at both ends, in the tag {@value #TAG} of the
 * prompt ({@code PROMPT_EXPERIMENT_IDS_TAG_KEY}).
 */
final class PromptExperiments {

    static final String TAG = "_mlflow_experiment_ids";

    private PromptExperiments() {}

    /** The target's ids, and behind them those that only the source has. */
    static Tag union(EntityKey prompt, Tag target, Tag source, Joining joining) {
        if (target.value() == null || source.value() == null) {
            return target.value() == null ? source : target;
        }
        Set<String> ids = new LinkedHashSet<>(ids(target.value()));
        if (!ids.addAll(ids(source.value()))) {
            joining.of(prompt.child(EntityKind.REGISTERED_MODEL_TAG, TAG))
                    .keep("value", target.value(), source.value());
            return target;
        }
        String all = "," + String.join(",", ids) + ",";
        FieldJoin fields = joining.of(prompt.child(EntityKind.REGISTERED_MODEL_TAG, TAG));
        fields.take("value", target.value(), all);
        fields.keep("value", all, source.value());
        return new Tag(TAG, all);
    }

    /** The tag's value with other numbers in the place of the old ones. */
    static String renumbered(String value, UnaryOperator<String> numbers) {
        return Arrays.stream(value.split(",", -1)).map(numbers).collect(Collectors.joining(","));
    }

    private static Set<String> ids(String value) {
        return Arrays.stream(value.split(","))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
