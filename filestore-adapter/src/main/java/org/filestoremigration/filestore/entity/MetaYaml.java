package org.filestoremigration.filestore.entity;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.migration.Milliseconds;
import org.filestoremigration.domain.migration.Ruling;
import org.filestoremigration.domain.python.PythonNumber;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceEntry;
import org.filestoremigration.filestore.yaml.PyYamlSchema;
import org.filestoremigration.filestore.yaml.PyYamlSchema.ScalarType;
import org.filestoremigration.filestore.yaml.YamlJson;
import org.filestoremigration.filestore.yaml.YamlNode;
import org.filestoremigration.filestore.yaml.YamlNode.Mapping;
import org.filestoremigration.filestore.yaml.YamlNode.Oversized;
import org.filestoremigration.filestore.yaml.YamlNode.Scalar;
import org.filestoremigration.filestore.yaml.YamlNode.Sequence;
import org.filestoremigration.filestore.yaml.YamlParser;
import org.filestoremigration.filestore.yaml.YamlSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * One YAML file of the store, or a map in it: typed access that remembers what was asked for, so that keys which nobody
 * read become notes.
 *
 * <p>Text is the characters of a scalar, whatever PyYAML would make of them: {@code name: 2024} is the text {@code 2024},
 * {@code run_name: 1.10} is {@code 1.10}. What cannot be read is reported as blocked where it stands, and
 * {@link BlockedEntityException} thrown.
 */
final class MetaYaml {

    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    /** The remedy for a file that was cut off. */
    static final String WHOLE = "restore the whole file";

    private final SourceEntry file;
    private final FolderReport report;
    private final Mapping mapping;
    private final String prefix;
    private final boolean ended;
    private final Set<String> asked = new HashSet<>();

    private MetaYaml(SourceEntry file, FolderReport report, Mapping mapping, String prefix, boolean ended) {
        this.file = file;
        this.report = report;
        this.mapping = mapping;
        this.prefix = prefix;
        this.ended = ended;
    }

    /** Reads the file and claims it as migrated. */
    static MetaYaml read(SourceEntry file, FolderReport report) throws BlockedEntityException {
        if (file.isFile() && file.size() > YamlParser.LONGEST) {
            String reason = "it is YAML with more than " + (YamlParser.LONGEST >> 20) + " MiB";
            report.blocked(file, reason, "correct the file");
            throw new BlockedEntityException(reason);
        }
        String text = report.reader().text(file);
        if (text == null) {
            throw new BlockedEntityException(file.place());
        }
        try {
            return new MetaYaml(file, report, YamlParser.read(text), "", text.endsWith("\n"));
        } catch (YamlSyntaxException e) {
            report.blocked(
                    file,
                    file.line(e.line()),
                    e.isAtEnd() ? "it looks cut off: " + e.reason() : e.reason(),
                    e.isAtEnd() || text.isBlank() ? WHOLE : "correct the file");
            throw new BlockedEntityException(e.reason());
        }
    }

    SourceEntry file() {
        return file;
    }

    /** Whether the key is there, with null or with a value. */
    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    /** Whether the key is there with anything but null; it then counts as read. */
    boolean hasValue(String key) {
        return node(key) != null;
    }

    /** Whether there is no key at all. */
    boolean isEmpty() {
        return mapping.entries().isEmpty();
    }

    /** The value of a key in its characters, null if it is absent or null; an empty text is not null. */
    @Nullable
    String text(String key) throws BlockedEntityException {
        Scalar scalar = scalar(key);
        return scalar == null ? null : scalar.text();
    }

    /**
     * A whole number of 64 bits, null if it is absent or null; in quotes as Python's {@code int()} reads it. A fraction,
     * which only hands have written, is rounded down and reported.
     */
    @Nullable
    Long integer(String key) throws BlockedEntityException {
        Scalar scalar = scalar(key);
        if (scalar == null) {
            return null;
        }
        BigInteger number = number(key, scalar);
        if (number.compareTo(LEAST) < 0 || number.compareTo(GREATEST) > 0) {
            throw blocked(key, "it has more than 64 bits: " + FolderReport.shown(scalar.text()), "correct the number");
        }
        return number.longValue();
    }

    private BigInteger number(String key, Scalar scalar) throws BlockedEntityException {
        Optional<BigInteger> number = scalar.type() == ScalarType.INTEGER
                ? PyYamlSchema.integer(scalar.text())
                : PythonNumber.integer(scalar.text());
        if (number.isPresent()) {
            return number.get();
        }
        OptionalDouble real = scalar.type() == ScalarType.FLOAT
                ? PyYamlSchema.floatingPoint(scalar.text())
                : PythonNumber.floatingPoint(scalar.text());
        if (real.isPresent() && Double.isFinite(real.getAsDouble())) {
            return taken(key, Milliseconds.ofReal(real.getAsDouble()));
        }
        throw blocked(key, "it is not an integer: " + FolderReport.shown(scalar.text()), "correct the number");
    }

    /** Whether PyYAML takes the value for a whole number; a text of digits is none. */
    boolean isWhole(String key) {
        return mapping.entries().get(key) instanceof Scalar scalar && scalar.type() == ScalarType.INTEGER;
    }

    /** Whether the value is a plain one, or a list or map that is not empty; null is neither. */
    boolean holdsElements(String key) {
        YamlNode node = node(key);
        boolean empty = node == null
                || (node instanceof Sequence list && list.elements().isEmpty())
                || (node instanceof Mapping map && map.entries().isEmpty());
        return !empty;
    }

    /** True or false, null if it is absent or null. */
    @Nullable
    Boolean truth(String key) throws BlockedEntityException {
        Scalar scalar = scalar(key);
        if (scalar == null) {
            return null;
        }
        Optional<Boolean> truth = PyYamlSchema.truth(scalar.text());
        if (truth.isEmpty() || scalar.type() != ScalarType.BOOLEAN) {
            throw blocked(
                    key, "it is neither true nor false: " + FolderReport.shown(scalar.text()), "write true or false");
        }
        return truth.get();
    }

    /** The map below a key, whose unread keys must be noted apart; null if it is absent or null. */
    @Nullable
    MetaYaml map(String key) throws BlockedEntityException {
        YamlNode node = node(key);
        if (node == null) {
            return null;
        }
        if (node instanceof Mapping map) {
            return new MetaYaml(file, report, map, prefix + key + ".", ended);
        }
        throw blocked(
                key, node instanceof Oversized oversized ? oversized.reason() : "it is not a map", "correct the file");
    }

    /** The value of a key as JSON; null if it is absent, {@code null} in JSON if it is null. */
    @Nullable
    String json(String key) throws BlockedEntityException {
        asked.add(key);
        YamlNode node = mapping.entries().get(key);
        return node == null ? null : json(key, node);
    }

    /** This whole map as JSON. */
    String json() throws BlockedEntityException {
        asked.addAll(mapping.entries().keySet());
        return json("", mapping);
    }

    private String json(String key, YamlNode node) throws BlockedEntityException {
        try {
            return YamlJson.write(node);
        } catch (YamlSyntaxException e) {
            throw blocked(key, e.reason(), "correct the value");
        }
    }

    /** The names of all keys, which then count as read. */
    Set<String> keys() {
        asked.addAll(mapping.entries().keySet());
        return mapping.entries().keySet();
    }

    /** Keys that are known and hold nothing to migrate: derived from elsewhere, or always the same. */
    void leaveAlone(String... keys) {
        asked.addAll(Set.of(keys));
    }

    /** Notes the keys that nobody asked for. */
    void noteUnread() {
        for (Map.Entry<String, YamlNode> entry : mapping.entries().entrySet()) {
            if (!asked.contains(entry.getKey())) {
                report.note(
                        new SourcePlace(file.place(), entry.getValue().line(), prefix + entry.getKey()),
                        entry.getValue() instanceof Oversized oversized
                                ? "MLflow does not know this key, and " + oversized.reason()
                                : "MLflow does not know this key");
            }
        }
    }

    /** Reports a key as the reason why the entity cannot be migrated. */
    BlockedEntityException blocked(String key, String reason, String remedy) {
        report(key, reason, remedy);
        return new BlockedEntityException(reason);
    }

    /** As {@link #blocked}, for those who go on to look for more. */
    void report(String key, String reason, String remedy) {
        YamlNode node = mapping.entries().get(key);
        int line = node == null ? 0 : node.line();
        report.blocked(file, new SourcePlace(file.place(), line, prefix + key), reason, remedy);
    }

    /** The key's name in messages: with those of the maps that it is in. */
    String path(String key) {
        return prefix + key;
    }

    /** What a rule made of a key's value; where it changed something, the report says so. */
    <T> T taken(String key, Ruling<T> ruling) {
        Normalization rule = ruling.normalization();
        if (rule != null) {
            report.normalized(rule, file, prefix + key);
        }
        return ruling.value();
    }

    /**
     * Whether the file looks cut off before this key, which it lacks, or within its value: it ends within a line, or before
     * the place of the key, since MLflow sorts keys. Where it ends, for a person; empty if it does not look so.
     */
    Optional<String> cutOffAt(String key) {
        if (!prefix.isEmpty() || isEmpty()) {
            return Optional.empty();
        }
        List<String> keys = List.copyOf(mapping.entries().keySet());
        String last = keys.get(keys.size() - 1);
        if (!ended) {
            String end = "it ends within the line of " + FolderReport.shown(last);
            return has(key) && !key.equals(last) ? Optional.empty() : Optional.of(end + lacks(key));
        }
        boolean sorted = keys.size() > 1 && keys.stream().sorted().toList().equals(keys);
        return !has(key) && sorted && last.compareTo(key) < 0
                ? Optional.of("it ends after " + FolderReport.shown(last) + lacks(key))
                : Optional.empty();
    }

    private String lacks(String key) {
        return has(key) ? "" : ", and lacks " + FolderReport.shown(key);
    }

    private @Nullable Scalar scalar(String key) throws BlockedEntityException {
        YamlNode node = node(key);
        if (node == null || node instanceof Scalar) {
            return (Scalar) node;
        }
        throw blocked(
                key,
                node instanceof Oversized oversized ? oversized.reason() : "it is a list or map",
                "correct the file");
    }

    private @Nullable YamlNode node(String key) {
        asked.add(key);
        YamlNode node = mapping.entries().get(key);
        return node instanceof Scalar scalar && scalar.type() == ScalarType.NULL ? null : node;
    }
}
