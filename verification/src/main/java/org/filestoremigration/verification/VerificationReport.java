package org.filestoremigration.verification;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.filestoremigration.domain.finding.EntityKind;

/**
 * What the comparison of two stores has shown.
 *
 * @param tallies of every kind that either store has
 * @param differences the ones that were kept, by group; at least one of every group that fits the limit
 * @param differenceCount all of them
 * @param counts all of them, by group
 * @param contentDigest of the target, as {@link ContentDigest} computes it
 * @param allowed how many more there are that a {@link Tolerance} allowed
 */
public record VerificationReport(
        Map<EntityKind, Tally> tallies,
        List<Difference> differences,
        long differenceCount,
        SortedMap<DifferenceGroup, Long> counts,
        String contentDigest,
        long allowed) {

    public VerificationReport {
        Map<EntityKind, Tally> copy = new EnumMap<>(EntityKind.class);
        copy.putAll(tallies);
        tallies = Collections.unmodifiableMap(copy);
        differences = List.copyOf(differences);
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    /** Whether source and target say the same in every field. */
    public boolean equal() {
        return differenceCount == 0;
    }

    /** The tally of one kind. */
    public Tally tally(EntityKind kind) {
        return tallies.getOrDefault(kind, Tally.NONE);
    }

    /** How many differences of one kind there are. */
    public long count(Difference.Kind kind) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** One sentence for a person. */
    public String verdict() {
        long entities = tallies.values().stream().mapToLong(Tally::source).sum();
        if (equal() && allowed > 0) {
            return String.format(
                    Locale.ROOT,
                    "Nothing of the source is missing or changed: %,d entities, compared in every field. The target has"
                            + " %,d more.",
                    entities,
                    allowed);
        } else if (equal()) {
            return String.format(
                    Locale.ROOT, "Source and target are equal: %,d entities, compared in every field.", entities);
        }
        return String.format(
                Locale.ROOT,
                "Source and target differ: %,d missing, %,d changed, %,d only in the target.",
                count(Difference.Kind.MISSING),
                count(Difference.Kind.CHANGED),
                count(Difference.Kind.UNEXPECTED));
    }
}
