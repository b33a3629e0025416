package org.filestoremigration.filestore.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.filestoremigration.filestore.yaml.PyYamlSchema.ScalarType;

/** A value in a YAML file, in its characters: what they stand for is decided where they are needed. */
public sealed interface YamlNode {

    /** Where it begins, from 1. */
    int line();

    /**
     * A scalar.
     *
     * @param text without quotes and escapes
     * @param type what PyYAML takes it for; quoted, it is always text
     */
    record Scalar(String text, ScalarType type, int line) implements YamlNode {}

    record Sequence(List<YamlNode> elements, int line) implements YamlNode {

        public Sequence {
            elements = Collections.unmodifiableList(elements);
        }
    }

    /**
     * A map.
     *
     * @param entries by the characters of their keys, in the order of the file; of equal keys the last one counts
     */
    record Mapping(Map<String, YamlNode> entries, int line) implements YamlNode {

        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /**
     * A value of the file's outermost map that is beyond the parser's limits and was not kept; it matters only if it is
     * needed.
     */
    record Oversized(String reason, int line) implements YamlNode {}
}
