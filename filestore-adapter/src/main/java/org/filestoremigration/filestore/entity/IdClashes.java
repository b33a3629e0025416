package org.filestoremigration.filestore.entity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.filestoremigration.filestore.disk.Fingerprint;
import org.filestoremigration.filestore.disk.SourceTree;
import org.jspecify.annotations.Nullable;

/**
 * Finds folders of one name in two places, eight bytes of memory for each: first by a hash of all names, then by a second
 * look at the few that share one.
 */
public final class IdClashes {

    /** A folder of the kind that is looked for. */
    public record Candidate(SourceTree tree, ExperimentFolder experiment, String place, String name) {}

    /** Lists all candidates; called twice. */
    public interface Listing {
        void forEach(Consumer<Candidate> action);
    }

    public static final IdClashes NONE = new IdClashes("id");

    /** Of entities that have a name and no id: each place of a name that is there twice. */
    public static IdClashes ofNames(Map<String, List<String>> placesByName) {
        IdClashes clashes = new IdClashes("name");
        placesByName.values().forEach(clashes::addPlaces);
        return clashes;
    }

    private final String shared;
    private final Map<String, String> others = new HashMap<>();

    private IdClashes(String shared) {
        this.shared = shared;
    }

    /**
     * Finds the names that are there twice.
     *
     * @param isReal whether a candidate is what its name promises; asked only about names that are there twice
     * @param areOne whether two candidates are the same entity in two stores that are merged
     */
    public static IdClashes find(
            Listing listing, Predicate<Candidate> isReal, BiPredicate<Candidate, Candidate> areOne) {
        LongList hashes = new LongList();
        listing.forEach(candidate -> hashes.add(Fingerprint.hash(candidate.name)));
        Set<Long> repeated = hashes.repeated();
        IdClashes clashes = new IdClashes("id");
        if (repeated.isEmpty()) {
            return clashes;
        }
        Map<String, List<Candidate>> byName = new HashMap<>();
        Set<String> seen = new HashSet<>();
        listing.forEach(candidate -> {
            if (repeated.contains(Fingerprint.hash(candidate.name)) && seen.add(candidate.place)) {
                byName.computeIfAbsent(candidate.name, name -> new ArrayList<>())
                        .add(candidate);
            }
        });
        for (List<Candidate> same : byName.values()) {
            if (same.size() > 1) {
                clashes.add(same.stream().filter(isReal).toList(), areOne);
            }
        }
        return clashes;
    }

    private void add(List<Candidate> same, BiPredicate<Candidate, Candidate> areOne) {
        for (Candidate candidate : same) {
            same.stream()
                    .filter(other -> !other.equals(candidate) && !areOne.test(candidate, other))
                    .findFirst()
                    .ifPresent(other -> others.put(candidate.place, other.place));
        }
    }

    private void addPlaces(List<String> places) {
        for (int i = 0; i < places.size() && places.size() > 1; i++) {
            others.put(places.get(i), places.get(i == 0 ? 1 : 0));
        }
    }

    /** What two folders that clash have in common, in a word. */
    String shared() {
        return shared;
    }

    /** Another place of the same id or name, null for a folder that clashes with none. */
    @Nullable
    public String otherPlace(String place) {
        return others.get(place);
    }

    /** Longs without boxes. */
    private static final class LongList {

        private long[] values = new long[64];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        Set<Long> repeated() {
            Arrays.sort(values, 0, size);
            Set<Long> repeated = new HashSet<>();
            for (int i = 1; i < size; i++) {
                if (values[i] == values[i - 1]) {
                    repeated.add(values[i]);
                }
            }
            return repeated;
        }
    }
}
