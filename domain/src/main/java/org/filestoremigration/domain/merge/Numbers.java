package org.filestoremigration.domain.merge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.filestoremigration.domain.tracking.ExperimentId;

/**
 * The numbers that one source has in a target.
 *
 * @param experiments all of the source, in the order of its ids
 * @param versions of those that move, by registered model, the new number by the old one
 */
record Numbers(List<ExperimentNumber> experiments, Map<String, Map<Long, Long>> versions) {

    Numbers {
        experiments = List.copyOf(experiments);
        versions = Map.copyOf(versions);
    }

    /** By the id in the source. */
    Map<ExperimentId, ExperimentNumber> byOriginal() {
        Map<ExperimentId, ExperimentNumber> numbers = new HashMap<>();
        experiments.forEach(number -> numbers.put(number.original(), number));
        return numbers;
    }

    long version(String model, long original) {
        Map<Long, Long> moved = versions.getOrDefault(model, Map.of());
        return moved.getOrDefault(original, original);
    }
}
