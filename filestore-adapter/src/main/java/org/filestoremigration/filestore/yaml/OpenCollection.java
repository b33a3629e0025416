package org.filestoremigration.filestore.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.filestoremigration.filestore.yaml.PyYamlSchema.ScalarType;
import org.filestoremigration.filestore.yaml.YamlNode.Mapping;
import org.filestoremigration.filestore.yaml.YamlNode.Scalar;
import org.filestoremigration.filestore.yaml.YamlNode.Sequence;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;

/** A list or map of YAML that has begun. */
final class OpenCollection {

    private final boolean mapping;
    private final int line;
    private final @Nullable Anchor anchor;
    private final long nodesBefore;
    private final List<YamlNode> elements = new ArrayList<>();
    private final Map<String, YamlNode> entries = new LinkedHashMap<>();
    private @Nullable String key;

    private OpenCollection(boolean mapping, int line, @Nullable Anchor anchor, long nodesBefore) {
        this.mapping = mapping;
        this.line = line;
        this.anchor = anchor;
        this.nodesBefore = nodesBefore;
    }

    static OpenCollection of(NodeEvent event, long nodesBefore) throws YamlSyntaxException {
        boolean mapping = event.getEventId() == Event.ID.MappingStart;
        String tag = ((CollectionStartEvent) event).getTag().orElse("!");
        if (!tag.equals("!") && !tag.equals(YamlTags.CORE + (mapping ? "map" : "seq"))) {
            throw YamlTags.unsafe(tag, event);
        }
        return new OpenCollection(
                mapping, YamlDocument.line(event), event.getAnchor().orElse(null), nodesBefore);
    }

    @Nullable
    Anchor anchor() {
        return anchor;
    }

    /** How many values there were before it. */
    long nodesBefore() {
        return nodesBefore;
    }

    void add(YamlNode node) throws YamlSyntaxException {
        if (!mapping) {
            elements.add(node);
        } else if (key != null) {
            entries.put(key, node);
            key = null;
        } else if (node instanceof Scalar scalar && scalar.type() != ScalarType.MERGE) {
            key = scalar.text();
        } else if (node instanceof Scalar) {
            throw new YamlSyntaxException(node.line(), "it is YAML with a merge key, which MLflow never writes");
        } else {
            throw new YamlSyntaxException(node.line(), "it is YAML with a list or map as a key");
        }
    }

    YamlNode node() {
        return mapping ? new Mapping(entries, line) : new Sequence(elements, line);
    }
}
