package org.filestoremigration.domain.merge;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.migration.PromptExperiments;
import org.filestoremigration.domain.tracking.Tag;

/** Joins the tags that say which experiments a prompt belongs to. */
final class PromptJoin {

    private PromptJoin() {}

    /** The target's ids, and behind them those that only the source has. */
    static Tag union(EntityKey prompt, Tag target, Tag source, Joining joining) {
        if (target.value() == null || source.value() == null) {
            return target.value() == null ? source : target;
        }
        Set<String> ids = new LinkedHashSet<>(ids(target.value()));
        if (!ids.addAll(ids(source.value()))) {
            joining.of(prompt.child(EntityKind.REGISTERED_MODEL_TAG, PromptExperiments.TAG))
                    .keep("value", target.value(), source.value());
            return target;
        }
        String all = "," + String.join(",", ids) + ",";
        FieldJoin fields = joining.of(prompt.child(EntityKind.REGISTERED_MODEL_TAG, PromptExperiments.TAG));
        fields.take("value", target.value(), all);
        fields.keep("value", all, source.value());
        return new Tag(PromptExperiments.TAG, all);
    }

    private static Set<String> ids(String value) {
        return Arrays.stream(value.split(","))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
