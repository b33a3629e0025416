package org.filestoremigration.filestore.yaml;

import org.filestoremigration.filestore.yaml.PyYamlSchema.ScalarType;
import org.snakeyaml.engine.v2.events.Event;

/** YAML's own tags; every other would have PyYAML make an object. */
final class YamlTags {

    static final String CORE = "tag:yaml.org,2002:";

    private YamlTags() {}

    static ScalarType typeOf(String tag, Event event) throws YamlSyntaxException {
        return switch (tag) {
            case CORE + "str" -> ScalarType.TEXT;
            case CORE + "null" -> ScalarType.NULL;
            case CORE + "bool" -> ScalarType.BOOLEAN;
            case CORE + "int" -> ScalarType.INTEGER;
            case CORE + "float" -> ScalarType.FLOAT;
            default -> throw unsafe(tag, event);
        };
    }

    static YamlSyntaxException unsafe(String tag, Event event) {
        return new YamlSyntaxException(
                YamlDocument.line(event), "it is YAML with the tag " + tag + ", which is never followed");
    }
}
