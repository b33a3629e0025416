package org.filestoremigration.domain.finding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Collects what a reader finds. All findings are counted; of each normalization, of notes and of repairs the first
 * {@value #KEPT} places are kept, of blocked items {@value #KEPT_BLOCKED}, so that no store can fill the memory.
 *
 * <p>Not safe for several threads.
 */
public final class Findings implements Consumer<Finding> {

    /** How many places of each normalization, note or repair are kept. */
    public static final int KEPT = 10_000;

    /** How many blocked items are kept. */
    public static final int KEPT_BLOCKED = 100_000;

    private final Map<Normalization, Long> uses = new EnumMap<>(Normalization.class);
    private final Map<Normalization, List<Finding.Normalized>> places = new EnumMap<>(Normalization.class);
    private final List<Finding.Note> notes = new ArrayList<>();
    private final List<Finding.Blocked> blocked = new ArrayList<>();
    private final List<Finding.Repaired> repaired = new ArrayList<>();
    private final List<Irregularity> irregularities = new ArrayList<>();
    private long noteCount;
    private long blockedCount;
    private long repairedCount;

    /** What several readers found; one that is there twice counts once. */
    public static Findings together(List<Findings> all) {
        List<Findings> distinct = all.stream().distinct().toList();
        if (distinct.size() == 1) {
            return distinct.get(0);
        }
        Findings together = new Findings();
        distinct.forEach(together::add);
        return together;
    }

    private void add(Findings other) {
        other.uses.forEach((rule, count) -> uses.merge(rule, count, Long::sum));
        other.places.forEach((rule, found) ->
                found.forEach(place -> keep(places.computeIfAbsent(rule, first -> new ArrayList<>()), place, KEPT)));
        other.notes.forEach(note -> keep(notes, note, KEPT));
        other.blocked.forEach(item -> keep(blocked, item, KEPT_BLOCKED));
        other.repaired.forEach(repair -> keep(repaired, repair, KEPT));
        irregularities.addAll(other.irregularities);
        noteCount += other.noteCount;
        blockedCount += other.blockedCount;
        repairedCount += other.repairedCount;
    }

    @Override
    public void accept(Finding finding) {
        if (finding instanceof Finding.Normalized normalized) {
            uses.merge(normalized.rule(), normalized.count(), Long::sum);
            keep(places.computeIfAbsent(normalized.rule(), rule -> new ArrayList<>()), normalized, KEPT);
        } else if (finding instanceof Finding.Note note) {
            noteCount++;
            keep(notes, note, KEPT);
        } else if (finding instanceof Finding.Blocked item) {
            blockedCount++;
            keep(blocked, item, KEPT_BLOCKED);
        } else if (finding instanceof Finding.Repaired repair) {
            repairedCount++;
            keep(repaired, repair, KEPT);
        }
    }

    private static <T> void keep(List<T> list, T element, int limit) {
        if (list.size() < limit) {
            list.add(element);
        }
    }

    /** Adds what no record can show; a verification takes it out again as it goes. */
    public void accept(Irregularity irregularity) {
        irregularities.add(irregularity);
    }

    /** The irregularities since the last call. */
    public List<Irregularity> takeIrregularities() {
        if (irregularities.isEmpty()) {
            return List.of();
        }
        List<Irregularity> taken = List.copyOf(irregularities);
        irregularities.clear();
        return taken;
    }

    /** How often each normalization was used; those that were not used are absent. */
    public Map<Normalization, Long> normalizations() {
        return Collections.unmodifiableMap(new EnumMap<>(uses));
    }

    /** The kept places of one normalization. */
    public List<Finding.Normalized> places(Normalization rule) {
        return List.copyOf(places.getOrDefault(rule, List.of()));
    }

    /** The kept notes, in the order in which they were found. */
    public List<Finding.Note> notes() {
        return List.copyOf(notes);
    }

    /** How many notes there were, kept or not. */
    public long noteCount() {
        return noteCount;
    }

    /** The kept blocked items, sorted by place. */
    public List<Finding.Blocked> blocked() {
        return blocked.stream()
                .sorted((left, right) -> left.place().compareTo(right.place()))
                .toList();
    }

    /** How many blocked items there were, kept or not. */
    public long blockedCount() {
        return blockedCount;
    }

    /** The kept repairs, in the order in which they were made. */
    public List<Finding.Repaired> repaired() {
        return List.copyOf(repaired);
    }

    /** How many repairs there were, kept or not. */
    public long repairedCount() {
        return repairedCount;
    }
}
