package org.filestoremigration.domain.migration;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.filestoremigration.domain.store.TargetLimits;

/**
 * Which texts, and which numbers, a target's columns cannot hold. Such a text is blocked: cut, it would be another one.
 *
 * @param lengths how many characters a column holds, by {@code table.column}; a column without an entry holds any text
 * @param refused characters that no text may have; where there are any, no half of a surrogate pair either
 * @param narrow columns of whole numbers that take 32 bits, as {@code table.column}
 */
public record TextLimits(Map<String, Integer> lengths, Set<Character> refused, Set<String> narrow) {

    /** Everything fits. */
    public static final TextLimits NONE = new TextLimits(Map.of(), Set.of(), Set.of());

    /** The columns whose text is a place, which another prefix can shorten. */
    private static final Set<String> LOCATIONS = Set.of(
            "experiments.artifact_location",
            "runs.artifact_uri",
            "logged_models.artifact_location",
            "model_versions.source",
            "model_versions.storage_location");

    private static final String EXPERIMENT_NAME = "experiments.name";

    /** The columns of names and free text: cut, they still say what they are for. */
    private static final Set<String> MAY_BE_CUT = Set.of(
            "runs.name",
            "runs.user_id",
            "runs.source_name",
            "runs.entry_point_name",
            "runs.source_version",
            "trace_info.request_preview",
            "trace_info.response_preview",
            "logged_models.status_message",
            "registered_models.description",
            "model_versions.description",
            "model_versions.user_id",
            "model_versions.status_message");

    /** The columns in which a character may be replaced: values, which name nothing. */
    private static final Set<String> VALUES = Set.of(
            "params.value",
            "tags.value",
            "experiment_tags.value",
            "logged_model_params.param_value",
            "logged_model_tags.tag_value",
            "trace_tags.value",
            "trace_request_metadata.value",
            "registered_model_tags.value",
            "model_version_tags.value");

    private static final char REPLACEMENT = '\uFFFD';

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
        narrow = Set.copyOf(narrow);
    }

    /** Those of a target. */
    public static TextLimits of(TargetLimits target) {
        return new TextLimits(target.lengths(), target.refusedCharacters(), target.narrow());
    }

    /** The same for a reading whose locations are changed afterwards, so that only then it shows whether they fit. */
    public TextLimits withoutLocations() {
        Map<String, Integer> others = new HashMap<>(lengths);
        others.keySet().removeAll(LOCATIONS);
        return new TextLimits(others, refused, narrow);
    }

    /** Whether the target holds every text. */
    public boolean isNone() {
        return lengths.isEmpty() && refused.isEmpty();
    }

    /** Why a column cannot hold a text; empty if it can. */
    public Optional<Excess> excess(String column, String text) {
        if (isNone()) {
            return Optional.empty();
        }
        for (char character : refused) {
            if (text.indexOf(character) >= 0) {
                return Optional.of(new Excess(
                        String.format(
                                "it contains the character U+%04X, which the target cannot store", (int) character),
                        MAY_BE_CUT.contains(column) || VALUES.contains(column) || column.equals(EXPERIMENT_NAME)
                                ? "take the character out, let --repair replace it, or migrate into SQLite"
                                : "remove the character, or migrate to SQLite"));
            }
        }
        if (!refused.isEmpty() && holdsHalfPair(text)) {
            return Optional.of(new Excess(
                    "it contains half a surrogate pair, which is no character and which the target can hold nowhere",
                    "write the character that is meant"));
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
                                "it has %d characters, and the target's column %s allows %d",
                                characters, column, limit),
                        remedy(column, characters)));
    }

    /** What a repair makes of a text that does not fit; empty if it fits, or has no repair. */
    public Optional<String> mended(String column, String text) {
        if (excess(column, text).isEmpty() || !(MAY_BE_CUT.contains(column) || VALUES.contains(column))) {
            return Optional.empty();
        }
        String now = text;
        for (char character : refused) {
            now = now.replace(character, REPLACEMENT);
        }
        int limit = lengths.getOrDefault(column, Integer.MAX_VALUE);
        if (MAY_BE_CUT.contains(column) && now.codePointCount(0, now.length()) > limit) {
            now = now.substring(0, now.offsetByCodePoints(0, limit));
        }
        return excess(column, now).isEmpty() ? Optional.of(now) : Optional.empty();
    }

    /**
     * The same of an experiment's name, which must stay one of its own and gets a suffix.
     *
     * @param suffix shorter than the column
     */
    public Optional<String> mendedName(String name, String suffix) {
        String column = EXPERIMENT_NAME;
        if (excess(column, name).isEmpty()) {
            return Optional.empty();
        }
        String now = name;
        for (char character : refused) {
            now = now.replace(character, REPLACEMENT);
        }
        int limit = lengths.getOrDefault(column, Integer.MAX_VALUE) - suffix.length();
        int length = now.codePointCount(0, now.length());
        now = now.substring(0, now.offsetByCodePoints(0, Math.min(length, Math.max(limit, 0)))) + suffix;
        return excess(column, now).isEmpty() ? Optional.of(now) : Optional.empty();
    }

    /** Why a column cannot hold a whole number; empty if it can. */
    public Optional<Excess> excess(String column, long number) {
        return number == (int) number || !narrow.contains(column)
                ? Optional.empty()
                : Optional.of(new Excess(
                        "it is " + number + ", and the target's column " + column + " has 32 bits",
                        "leave it out with --on-bad skip, or migrate into SQLite"));
    }

    private static boolean holdsHalfPair(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                return true;
            }
        }
        return false;
    }

    private static String remedy(String column, int characters) {
        String table = column.substring(0, column.indexOf('.'));
        String widen = "widen the column: ALTER TABLE " + table + " ALTER COLUMN "
                + column.substring(table.length() + 1) + " TYPE varchar(" + characters + ")";
        if (MAY_BE_CUT.contains(column) || column.equals(EXPERIMENT_NAME)) {
            return widen + "; or let --repair cut the text";
        }
        return LOCATIONS.contains(column) ? widen + "; or shorten it with --rewrite-artifact-uri" : widen;
    }
}
