package org.filestoremigration.filestore.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.filestoremigration.domain.python.PythonJson;
import org.filestoremigration.filestore.yaml.YamlNode.Mapping;
import org.filestoremigration.filestore.yaml.YamlNode.Oversized;
import org.filestoremigration.filestore.yaml.YamlNode.Scalar;
import org.filestoremigration.filestore.yaml.YamlNode.Sequence;
import org.jspecify.annotations.Nullable;

/** A value in a YAML file as the JSON text that MLflow's SQL store writes for it. */
public final class YamlJson {

    private YamlJson() {}

    /**
     * The JSON text.
     *
     * @throws YamlSyntaxException for what JSON has no value for, such as a date
     */
    public static String write(YamlNode node) throws YamlSyntaxException {
        return PythonJson.write(value(node));
    }

    private static @Nullable Object value(YamlNode node) throws YamlSyntaxException {
        if (node instanceof Mapping mapping) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (Map.Entry<String, YamlNode> entry : mapping.entries().entrySet()) {
                values.put(entry.getKey(), value(entry.getValue()));
            }
            return values;
        }
        if (node instanceof Sequence sequence) {
            List<@Nullable Object> values = new ArrayList<>();
            for (YamlNode element : sequence.elements()) {
                values.add(value(element));
            }
            return values;
        }
        if (node instanceof Oversized oversized) {
            throw new YamlSyntaxException(oversized.line(), oversized.reason());
        }
        return scalar((Scalar) node);
    }

    private static @Nullable Object scalar(Scalar scalar) throws YamlSyntaxException {
        String text = scalar.text();
        return switch (scalar.type()) {
            case TEXT -> text;
            case NULL -> null;
            case BOOLEAN -> known(PyYamlSchema.truth(text), scalar);
            case INTEGER -> known(PyYamlSchema.integer(text), scalar);
            case FLOAT -> {
                OptionalDouble real = PyYamlSchema.floatingPoint(text);
                yield known(real.isPresent() ? Optional.of(real.getAsDouble()) : Optional.empty(), scalar);
            }
            case TIMESTAMP, MERGE, DEFAULT_VALUE ->
                throw new YamlSyntaxException(scalar.line(), "\"" + text + "\" has no counterpart in JSON");
        };
    }

    private static <T> T known(Optional<T> value, Scalar scalar) throws YamlSyntaxException {
        if (value.isEmpty()) {
            throw new YamlSyntaxException(scalar.line(), "\"" + scalar.text() + "\" is not a number");
        }
        return value.get();
    }
}
