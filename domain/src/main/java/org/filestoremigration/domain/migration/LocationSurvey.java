package org.filestoremigration.domain.migration;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the artifacts of a store are, by what its locations begin with.
 *
 * @param counts of locations; states without one are absent
 * @param prefixes by state, then the most frequent first
 * @param morePrefixes how many locations begin in a way that is not among {@code prefixes}
 */
public record LocationSurvey(Map<LocationState, Long> counts, List<Prefix> prefixes, long morePrefixes) {

    /**
     * What many locations begin with: the store's own folder, as a rule.
     *
     * @param text of a remote location the scheme and what follows, otherwise a path or {@code file:} URI
     * @param count how many locations begin so
     * @param found of how many the files are in the source
     * @param now the folder of the source where those files are, as a URI; empty if there are none, or several
     */
    public record Prefix(LocationState state, String text, long count, long found, String now) {}

    private static final Set<LocationState> PLACES_WITH_FILES =
            Set.of(LocationState.COPIED, LocationState.IN_SOURCE, LocationState.ELSEWHERE);

    public LocationSurvey {
        counts = Map.copyOf(counts);
        prefixes = List.copyOf(prefixes);
    }

    public long count(LocationState state) {
        return counts.getOrDefault(state, 0L);
    }

    /** The prefixes of one state. */
    public List<Prefix> prefixes(LocationState state) {
        return prefixes.stream().filter(prefix -> prefix.state() == state).toList();
    }

    /** Whether a location leads into the source, or should. */
    public boolean needsSource() {
        return count(LocationState.IN_SOURCE) + repairable() > 0;
    }

    /** How many locations are not where the files are, which the source has. */
    public long repairable() {
        return prefixes.stream()
                .filter(prefix -> !PLACES_WITH_FILES.contains(prefix.state()))
                .mapToLong(Prefix::found)
                .sum();
    }
}
