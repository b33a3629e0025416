package org.filestoremigration.domain.migration;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.filestoremigration.domain.store.TargetLimits;

/**
 * Which texts a target's columns cannot hold. Such a text is blocked: cut, it would be another one.
 *
 * @param lengths how many characters a column holds, by {@code table.column}; a column without an entry holds any text
 * @param refused characters that no text may have
 */
public record TextLimits(Map<String, Integer> lengths, Set<Character> refused) {

    /** Everything fits. */
    public static final TextLimits NONE = new TextLimits(Map.of(), Set.of());

    /** The columns whose text is a place, which another prefix can shorten. */
    private static final Set<String> LOCATIONS = Set.of(
            "experiments.artifact_location",
            "runs.artifact_uri",
            "logged_models.artifact_location",
            "model_versions.source",
            "model_versions.storage_location");

    /**
     * Why a text does not fit.
     *
     * @param reason a clause without a full stop
     * @param remedy a clause without a full stop
     */
    public record Excess(String reason, String remedy) {}

    public TextLimits {
        lengths = Map.copyOf(lengths);
        refused = Set.copyOf(refused);
    }

    /** Those of a target. */
    public static TextLimits of(TargetLimits target) {
        return new TextLimits(target.lengths(), target.refusedCharacters());
    }

    /** Whether the target holds every text. */
    public boolean isNone() {
        return lengths.isEmpty() && refused.isEmpty();
    }

    /** Why a column cannot hold a text; empty if it can. */
    public Optional<Excess> excess(String column, String text) {
        for (char character : refused) {
            if (text.indexOf(character) >= 0) {
                return Optional.of(new Excess(
                        String.format(
                                "it holds the character U+%04X, which the target can hold nowhere", (int) character),
                        "take the character out, or migrate into SQLite"));
            }
        }
        int limit = lengths.getOrDefault(column, Integer.MAX_VALUE);
        if (text.length() <= limit) {
            return Optional.empty();
        }
        int characters = text.codePointCount(0, text.length());
        return characters <= limit
                ? Optional.empty()
                : Optional.of(new Excess(
                        String.format(
                                "it has %d characters, and the target's column %s holds %d", characters, column, limit),
                        remedy(column, characters)));
    }

    private static String remedy(String column, int characters) {
        String table = column.substring(0, column.indexOf('.'));
        String widen = "widen the column: ALTER TABLE " + table + " ALTER COLUMN "
                + column.substring(table.length() + 1) + " TYPE varchar(" + characters + ")";
        return LOCATIONS.contains(column) ? widen + "; or shorten it with --rewrite-artifact-uri" : widen;
    }
}
