package org.filestoremigration.cli.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** YAML as a tree of texts: no scalar is taken for anything else. JSON is YAML too. */
final class PlainYaml {

    /** The words of YAML 1.1 as MLflow's parser takes them, in small letters. */
    private static final Set<String> TRUE = Set.of("true", "yes", "on");

    private static final Set<String> FALSE = Set.of("false", "no", "off");

    private PlainYaml() {}

    static Node tree(String yaml) {
        return new Compose(LoadSettings.builder().build())
                .composeString(yaml)
                .orElseThrow(() -> new IllegalArgumentException("empty YAML"));
    }

    /** The members of a map, in their order; none for anything else. */
    static Map<String, Node> members(Node node) {
        Map<String, Node> members = new LinkedHashMap<>();
        if (node instanceof MappingNode map) {
            for (NodeTuple member : map.getValue()) {
                members.put(((ScalarNode) member.getKeyNode()).getValue(), member.getValueNode());
            }
        }
        return members;
    }

    /** The text of a scalar; null for YAML's null and for what is not a scalar. */
    static @Nullable String text(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return null;
        }
        boolean none = isPlain(scalar) && List.of("", "~", "null").contains(scalar.getValue());
        return none ? null : scalar.getValue();
    }

    /** A writing that two trees share when they are the same value, quoted text apart from numbers and words. */
    static String canonical(Node node) {
        if (node instanceof ScalarNode scalar) {
            String word = scalar.getValue();
            return isPlain(scalar) && isNumberOrNull(word)
                    ? word
                    : isPlain(scalar) && TRUE.contains(word)
                            ? "true"
                            : isPlain(scalar) && FALSE.contains(word) ? "false" : '"' + word + '"';
        }
        if (node instanceof SequenceNode list) {
            List<String> items = new ArrayList<>();
            list.getValue().forEach(item -> items.add(canonical(item)));
            return items.toString();
        }
        Map<String, String> members = new TreeMap<>();
        members(node).forEach((key, value) -> members.put('"' + key + '"', canonical(value)));
        return members.toString();
    }

    private static boolean isPlain(ScalarNode scalar) {
        return scalar.getScalarStyle() == ScalarStyle.PLAIN;
    }

    private static boolean isNumberOrNull(String text) {
        return text.matches("null|-?[0-9]+(\\.[0-9]*)?([eE][-+][0-9]+)?");
    }
}
