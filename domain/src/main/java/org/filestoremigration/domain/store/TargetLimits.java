package org.filestoremigration.domain.store;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.filestoremigration.domain.trace.SpanForm;

/**
 * What a target cannot hold.
 *
 * @param greatestExperimentId the greatest experiment id that its column takes
 * @param lengths how many characters it takes, by {@code table.column}; a column without an entry takes any text
 * @param refusedCharacters characters that no text may have; where there are any, no half of a surrogate pair either
 * @param narrow columns of whole numbers that take 32 bits, as {@code table.column}
 * @param unsupported what its schema, or the MLflow that speaks it, cannot hold or read
 * @param spans in which form it holds spans; empty where an MLflow that speaks its schema would not read them
 */
public record TargetLimits(
        long greatestExperimentId,
        Map<String, Integer> lengths,
        Set<Character> refusedCharacters,
        Set<String> narrow,
        Set<Feature> unsupported,
        Optional<SpanForm> spans) {

    public TargetLimits {
        lengths = Map.copyOf(lengths);
        refusedCharacters = Set.copyOf(refusedCharacters);
        narrow = Set.copyOf(narrow);
        unsupported = Set.copyOf(unsupported);
    }
}
