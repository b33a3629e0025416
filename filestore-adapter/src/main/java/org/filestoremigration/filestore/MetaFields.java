package org.filestoremigration.filestore;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.filestoremigration.domain.migration.Normalization;
import org.filestoremigration.domain.store.SourcePlace;
import org.filestoremigration.domain.tracking.Tag;
import org.filestoremigration.filestore.PyYamlSchema.ScalarType;
import org.filestoremigration.filestore.YamlNode.Mapping;
import org.filestoremigration.filestore.YamlNode.Scalar;
import org.filestoremigration.filestore.YamlNode.Sequence;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one meta.yaml, each asked for as what it should be. What cannot be taken is blocked where it is asked for,
 * and the getter gives null; keys that nobody asked for are noted by {@link #finish}.
 */
final class MetaFields {

    static final String REPAIRED_TAG = "filestoremigration.repaired.";

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final SourceEntry file;
    private final FolderReport report;
    private final Map<String, YamlNode> values;
    private final Set<String> asked = new HashSet<>();
    private final Set<String> unusable = new HashSet<>();

    private MetaFields(SourceEntry file, FolderReport report, Map<String, YamlNode> values) {
        this.file = file;
        this.report = report;
        this.values = values;
    }

    /** The file's keys, or null: then it is blocked. */
    static @Nullable MetaFields read(SourceEntry file, FolderReport report) {
        String text = report.text(file);
        if (text == null) {
            return null;
        }
        try {
            Mapping map = YamlParser.read(text);
            return new MetaFields(file, report, map.entries());
        } catch (YamlSyntaxException e) {
            SourcePlace place = e.line() > 0 ? file.line(e.line()) : file.whole();
            report.blocked(file, place, e.reason(), "restore the file");
            return null;
        }
    }

    /** Whether the key is there, be it as null. */
    boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    /** Whether nothing is wrong with the key so far. */
    boolean isUsable(String key) {
        return !unusable.contains(key);
    }

    /** Whether the value is a whole number, not a text of digits. */
    boolean isWhole(String key) {
        return values.get(key) instanceof Scalar scalar && scalar.type() == ScalarType.WHOLE;
    }

    /** The characters of the value, whatever PyYAML takes them for; null where it is absent or null. */
    @Nullable
    String text(String key) {
        Scalar scalar = scalar(key, "no text");
        return scalar == null ? null : scalar.text();
    }

    /** As {@link #text}, counted if it is longer than its column's declared length. */
    @Nullable
    String text(String key, int declaredLength) {
        String text = text(key);
        if (text != null) {
            report.declaredLength(file, file.key(key), text, declaredLength);
        }
        return text;
    }

    /** As {@link #required}, counted if it is longer than its column's declared length. */
    String required(String key, int declaredLength) {
        String text = required(key);
        report.declaredLength(file, file.key(key), text, declaredLength);
        return text;
    }

    /** As {@link #text}, but blocked where it is absent or null; then empty. */
    String required(String key) {
        String text = text(key);
        if (text != null) {
            return text;
        }
        if (isUsable(key)) {
            blocked(key, has(key) ? "its " + key + " is null" : "it has no " + key, "write one");
        }
        return "";
    }

    /** Milliseconds since 1970, a fraction rounded down; null where it is absent or null. */
    @Nullable
    Long time(String key) {
        Scalar scalar = scalar(key, "no time");
        if (scalar != null && scalar.type() == ScalarType.REAL) {
            OptionalDouble real = PyYamlSchema.real(scalar.text());
            if (real.isPresent() && Double.isFinite(real.getAsDouble())) {
                normalized(Normalization.FLOAT_TIMESTAMP, key);
                BigDecimal time = new BigDecimal(real.getAsDouble());
                return inRange(key, time.setScale(0, RoundingMode.FLOOR).toBigInteger());
            }
        }
        return scalar == null ? null : whole(key, scalar);
    }

    /** A whole number; null where it is absent or null. */
    @Nullable
    Long whole(String key) {
        Scalar scalar = scalar(key, "no number");
        return scalar == null ? null : whole(key, scalar);
    }

    private @Nullable Long whole(String key, Scalar scalar) {
        Optional<BigInteger> number =
                scalar.type() == ScalarType.WHOLE ? PyYamlSchema.whole(scalar.text()) : Optional.empty();
        if (number.isEmpty()) {
            blocked(key, "its " + key + " is no whole number: " + scalar.text(), "write a whole number");
            return null;
        }
        return inRange(key, number.get());
    }

    private @Nullable Long inRange(String key, BigInteger number) {
        if (number.compareTo(LEAST) < 0 || number.compareTo(GREATEST) > 0) {
            blocked(key, "its " + key + " has more than 64 bits", "write a smaller number");
            return null;
        }
        return number.longValue();
    }

    /** An artifact URI, rewritten where that is asked for; null where it is absent or null. */
    @Nullable
    String uri(String key, int declaredLength, FileStoreOptions options) {
        String uri = text(key, declaredLength);
        if (uri == null) {
            return null;
        }
        String rewritten = UriRewrite.apply(options.rewrites(), uri);
        if (!rewritten.equals(uri)) {
            normalized(Normalization.ARTIFACT_URI, key);
        }
        return rewritten;
    }

    /** A map of texts as tags, sorted by key; blocked where it is absent, null or anything else. */
    List<Tag> tags(String key) {
        asked.add(key);
        List<Tag> tags = new ArrayList<>();
        if (values.get(key) instanceof Mapping map) {
            for (Map.Entry<String, YamlNode> entry : map.entries().entrySet()) {
                if (entry.getValue() instanceof Scalar scalar && scalar.type() != ScalarType.NULL) {
                    tags.add(new Tag(entry.getKey(), scalar.text()));
                } else {
                    blocked(key, "the tag " + entry.getKey() + " is no text", "write a text");
                }
            }
        } else {
            blocked(key, "its " + key + " are no map", "write a map, if an empty one");
        }
        return tags.stream().sorted().toList();
    }

    /** Blocked if a key that was asked for contradicts where the file lies. */
    void mustBe(String key, String actual, String expected) {
        if (isUsable(key) && !actual.equals(expected)) {
            blocked(
                    key,
                    "its " + key + " is " + actual + ", but its folder says " + expected,
                    "name the folder after the id, or the id after the folder");
        }
    }

    /** Derived, or of no meaning for MLflow. */
    void ignore(String... keys) {
        asked.addAll(List.of(keys));
    }

    /** MLflow writes an empty list or map here and never reads it; anything else is noted. */
    void ignoreEmpty(String key) {
        asked.add(key);
        YamlNode value = values.get(key);
        boolean empty = value == null
                || (value instanceof Sequence list && list.elements().isEmpty())
                || (value instanceof Mapping map && map.entries().isEmpty())
                || (value instanceof Scalar scalar && scalar.type() == ScalarType.NULL);
        if (!empty) {
            note(key, "MLflow reads tags from files only, not from here");
        }
    }

    void normalized(Normalization rule, String key) {
        report.normalized(rule, file, key);
    }

    void note(String key, String reason) {
        report.note(file.key(key), reason);
    }

    void blocked(String key, String reason, String remedy) {
        unusable.add(key);
        report.blocked(file, file.key(key), reason, remedy);
    }

    /** Records a repair in the report and as a tag. */
    void repaired(String key, String original, String now, List<Tag> tags) {
        report.repaired(file, key, original, now);
        tags.removeIf(tag -> tag.key().equals(REPAIRED_TAG + key));
        tags.add(new Tag(REPAIRED_TAG + key, original));
    }

    /** Notes the keys that nobody asked for; false if the owner is blocked. */
    boolean finish() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                note(key, "MLflow does not know this key");
            }
        }
        return unusable.isEmpty();
    }

    private @Nullable Scalar scalar(String key, String otherwise) {
        asked.add(key);
        YamlNode value = values.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof Scalar scalar) {
            return scalar.type() == ScalarType.NULL ? null : scalar;
        }
        if (isUsable(key)) {
            blocked(key, "its " + key + " is " + otherwise + " but a list or map", "write a plain value");
        }
        return null;
    }
}
