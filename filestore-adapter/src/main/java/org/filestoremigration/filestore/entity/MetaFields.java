package org.filestoremigration.filestore.entity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.Ruling;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a YAML file, or of a map in it, whose defects are wanted all at once: the getters report what is wrong where
 * it stands, give null for it (or a value to go on with), and {@link #finish} tells whether the owner is blocked.
 */
public final class MetaFields {

    static final String REPAIRED_TAG = "filestoremigration.repaired.";

    static final String ID_OR_FOLDER =
            "name the directory after the id or the id after the directory, or move a copy out of the source";

    private static final String OTHER_EXPERIMENT =
            "move it to the directory of that experiment, or write the id of the one that it is in";

    /** Asks the file, which stops at a defect that it has reported. */
    private interface Getter<T> {
        @Nullable
        T get() throws BlockedEntityException;
    }

    private final MetaYaml yaml;
    private final FolderReport report;
    /** Stands among the unusable keys for the end of a file that looks cut off. */
    private static final String CUT_OFF = "(end of file)";

    private final Set<String> unusable;

    private MetaFields(MetaYaml yaml, FolderReport report, Set<String> unusable) {
        this.yaml = yaml;
        this.report = report;
        this.unusable = unusable;
    }

    /** The file's keys, or null: then it is blocked. */
    public static @Nullable MetaFields read(SourceEntry file, FolderReport report) {
        try {
            return new MetaFields(MetaYaml.read(file, report), report, new HashSet<>());
        } catch (BlockedEntityException e) {
            return null;
        }
    }

    SourceEntry file() {
        return yaml.file();
    }

    /** Whether the key is there, be it as null. */
    boolean has(String key) {
        return yaml.has(key);
    }

    /** Whether the key is there with anything but null; it then counts as read. */
    boolean hasValue(String key) {
        return yaml.hasValue(key);
    }

    /** Whether there is no key at all. */
    boolean isEmpty() {
        return yaml.isEmpty();
    }

    /** Whether nothing is wrong with the key so far. */
    boolean isUsable(String key) {
        return !unusable.contains(yaml.path(key));
    }

    /** Whether the value is a whole number, not a text of digits. */
    boolean isWhole(String key) {
        return yaml.isWhole(key);
    }

    /** The characters of the value, whatever PyYAML takes them for; null where it is absent or null. */
    public @Nullable String text(String key) {
        return get(key, () -> yaml.text(key));
    }

    /** A whole number or a time, a fraction rounded down; null where it is absent or null. */
    @Nullable
    Long integer(String key) {
        return get(key, () -> yaml.integer(key));
    }

    /** True or false; null where it is absent or null. */
    @Nullable
    Boolean truth(String key) {
        return get(key, () -> yaml.truth(key));
    }

    /** The map below a key, whose unread keys must be noted apart; null where it is absent or null. */
    @Nullable
    MetaFields map(String key) {
        MetaYaml map = get(key, () -> yaml.map(key));
        return map == null ? null : new MetaFields(map, report, unusable);
    }

    /** The value as JSON, {@code null} in JSON if it is null; null where it is absent. */
    @Nullable
    String json(String key) {
        return get(key, () -> yaml.json(key));
    }

    /** This whole map as JSON; null where it cannot be had. */
    @Nullable
    String json() {
        return get("", yaml::json);
    }

    /** As {@link #text}, but blocked where it is absent or null; then empty. */
    String require(String key) {
        return Objects.requireNonNullElse(present(key, text(key)), "");
    }

    /** As {@link #integer}, but blocked where it is absent or null; then 0. */
    long requireWhole(String key) {
        return Objects.requireNonNullElse(present(key, integer(key)), 0L);
    }

    /** As {@link #map}, but blocked where it is absent or null. */
    @Nullable
    MetaFields requireMap(String key) {
        return present(key, map(key));
    }

    private <T> @Nullable T present(String key, @Nullable T value) {
        if (value == null && isUsable(key)) {
            missing(key);
        }
        return value;
    }

    /** A required text that must say what follows from where the file is; {@code place} names that, for a person. */
    void mustBe(String key, String expected, String place, String remedy) {
        String text = require(key);
        if (isUsable(key) && !text.equals(expected)) {
            blocked(key, "it says " + FolderReport.shown(text) + ", " + place + " '" + expected + "'", remedy);
        }
    }

    /** As {@link #mustBe} by the folder's name, which the repair takes where the id is missing. */
    void mustBeOrBecome(String key, String expected, String place, EntityOptions options, List<Tag> tags) {
        mustBeOrBecome(key, expected, place, ID_OR_FOLDER, options, now -> repaired(key, "", now, tags));
    }

    /** As {@link #mustBeOrBecome}, of the experiment that the owner belongs to. */
    void mustBeIn(ExperimentFolder experiment, EntityOptions options, List<Tag> tags) {
        String id = experiment.folderName();
        mustBeOrBecome(
                "experiment_id",
                id,
                "its directory",
                OTHER_EXPERIMENT,
                options,
                now -> repaired("experiment_id", "", now, tags));
    }

    /** As {@link #mustBe}; where the id is missing, the repair is given the expected one. */
    void mustBeOrBecome(
            String key, String expected, String place, String remedy, EntityOptions options, Consumer<String> repair) {
        if (text(key) != null || !isUsable(key)) {
            mustBe(key, expected, place, remedy);
        } else if (isCutOff(key)) {
            missing(key);
        } else if (options.repair()) {
            repair.accept(expected);
        } else {
            blocked(key, has(key) ? "it is null" : "it is missing", "add it, or let --repair write '" + expected + "'");
        }
    }

    /** A map of texts as tags, sorted by key; blocked where it is absent, null or anything else. */
    List<Tag> tags(String key) {
        MetaFields map = requireMap(key);
        if (map == null) {
            return List.of();
        }
        List<Tag> tags = new ArrayList<>();
        for (String name : map.yaml.keys()) {
            String value = map.require(name);
            if (!map.isUsable(name)) {
                unusable.add(yaml.path(key));
                break;
            }
            tags.add(new Tag(name, value));
        }
        return tags.stream().sorted().toList();
    }

    /** Derived, or of no meaning for MLflow. */
    void ignore(String... keys) {
        yaml.leaveAlone(keys);
    }

    /** MLflow writes an empty list or map here and never reads it; anything else is noted. */
    void ignoreEmpty(String key) {
        yaml.leaveAlone(key);
        if (yaml.holdsElements(key)) {
            note(key, "MLflow reads tags from files only, not from here");
        }
    }

    /** What a rule made of a key's value; where it changed something, the report says so. */
    <T> T taken(String key, Ruling<T> ruling) {
        return yaml.taken(key, ruling);
    }

    void normalized(Normalization rule, String key) {
        report.normalized(rule, yaml.file(), key);
    }

    void note(String key, String reason) {
        report.note(yaml.file().key(key), reason);
    }

    /** Blocks the file because of a key; of a file that looks cut off there is one item, whatever it lacks. */
    void blocked(String key, String reason, String remedy) {
        Optional<String> end = yaml.cutOffAt(key);
        if (end.isEmpty()) {
            yaml.report(key, reason, remedy);
        } else if (unusable.add(CUT_OFF)) {
            report.blocked(yaml.file(), "it looks cut off: " + end.get(), MetaYaml.WHOLE);
        }
        unusable.add(yaml.path(key));
    }

    /** Blocks a required key that is absent or null. */
    void missing(String key) {
        blocked(key, has(key) ? "it is null" : "it is missing", "add it");
    }

    /** Whether the file looks cut off where the key should be: what it lacks has no repair then. */
    boolean isCutOff(String key) {
        return yaml.cutOffAt(key).isPresent();
    }

    /** Records a repair in the report and as a tag. */
    void repaired(String key, String original, String now, List<Tag> tags) {
        report.repaired(yaml.file(), key, original, now);
        tags.removeIf(tag -> tag.key().equals(REPAIRED_TAG + key));
        tags.add(new Tag(REPAIRED_TAG + key, original));
    }

    /** Notes the keys that nobody asked for. */
    void noteUnread() {
        yaml.noteUnread();
    }

    /** Notes the keys that nobody asked for; false if the owner is blocked. */
    boolean finish() {
        noteUnread();
        return unusable.isEmpty();
    }

    private <T> @Nullable T get(String key, Getter<T> getter) {
        try {
            return getter.get();
        } catch (BlockedEntityException e) {
            unusable.add(yaml.path(key));
            return null;
        }
    }
}
