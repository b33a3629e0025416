package org.filestoremigration.filestore.entity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.filestoremigration.domain.migration.Normalization;
import org.filestoremigration.domain.migration.Ruling;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a meta.yaml whose defects are wanted all at once: where {@link MetaYaml} stops at the first, the getters
 * here give null for what they have reported, and {@link #finish} tells whether the owner is blocked.
 */
public final class MetaFields {

    static final String REPAIRED_TAG = "filestoremigration.repaired.";

    private final MetaYaml yaml;
    private final FolderReport report;
    private final Set<String> unusable = new HashSet<>();

    private MetaFields(MetaYaml yaml, FolderReport report) {
        this.yaml = yaml;
        this.report = report;
    }

    /** The file's keys, or null: then it is blocked. */
    public static @Nullable MetaFields read(SourceEntry file, FolderReport report) {
        try {
            return new MetaFields(MetaYaml.read(file, report), report);
        } catch (BlockedEntity e) {
            return null;
        }
    }

    /** Whether the key is there, be it as null. */
    boolean has(String key) {
        return yaml.has(key);
    }

    /** Whether nothing is wrong with the key so far. */
    boolean isUsable(String key) {
        return !unusable.contains(key);
    }

    /** Whether the value is a whole number, not a text of digits. */
    boolean isWhole(String key) {
        return yaml.isWhole(key);
    }

    /** The characters of the value, whatever PyYAML takes them for; null where it is absent or null. */
    @Nullable
    public String text(String key) {
        try {
            return yaml.text(key);
        } catch (BlockedEntity e) {
            unusable.add(key);
            return null;
        }
    }

    /** As {@link #text}, but blocked where it is absent or null; then empty. */
    String required(String key) {
        try {
            return yaml.requiredText(key);
        } catch (BlockedEntity e) {
            unusable.add(key);
            return "";
        }
    }

    /** A whole number or a time, a fraction rounded down; null where it is absent or null. */
    @Nullable
    Long whole(String key) {
        try {
            return yaml.whole(key);
        } catch (BlockedEntity e) {
            unusable.add(key);
            return null;
        }
    }

    /** An artifact URI, rewritten where that is asked for; null where it is absent or null. */
    @Nullable
    String uri(String key, EntityOptions options) {
        String uri = text(key);
        if (uri == null) {
            return null;
        }
        String rewritten = options.rewritten(uri);
        if (!rewritten.equals(uri)) {
            normalized(Normalization.ARTIFACT_URI, key);
        }
        return rewritten;
    }

    /** A map of texts as tags, sorted by key; blocked where it is absent, null or anything else. */
    List<Tag> tags(String key) {
        List<Tag> tags = new ArrayList<>();
        try {
            MetaYaml map = yaml.requiredMap(key);
            for (String name : map.keys()) {
                tags.add(new Tag(name, map.requiredText(name)));
            }
        } catch (BlockedEntity e) {
            unusable.add(key);
        }
        return tags.stream().sorted().toList();
    }

    /** Blocked if a key that was asked for contradicts where the file lies. */
    void mustBe(String key, String actual, String expected) {
        if (isUsable(key) && !actual.equals(expected)) {
            blocked(
                    key,
                    "it says " + actual + ", but its folder " + expected,
                    "name the folder after the id, or the id after the folder");
        }
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

    void blocked(String key, String reason, String remedy) {
        unusable.add(key);
        yaml.report(key, reason, remedy);
    }

    /** Records a repair in the report and as a tag. */
    void repaired(String key, String original, String now, List<Tag> tags) {
        report.repaired(yaml.file(), key, original, now);
        tags.removeIf(tag -> tag.key().equals(REPAIRED_TAG + key));
        tags.add(new Tag(REPAIRED_TAG + key, original));
    }

    /** Notes the keys that nobody asked for; false if the owner is blocked. */
    boolean finish() {
        yaml.noteUnread();
        return unusable.isEmpty();
    }
}
