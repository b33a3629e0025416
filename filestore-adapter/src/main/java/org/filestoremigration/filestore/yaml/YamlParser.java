package org.filestoremigration.filestore.yaml;

import org.filestoremigration.filestore.yaml.PyYamlSchema.ScalarType;
import org.filestoremigration.filestore.yaml.YamlNode.Mapping;
import org.filestoremigration.filestore.yaml.YamlNode.Scalar;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ScannerException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a YAML file as PyYAML's safe loader does, in bounded time and memory: nothing is expanded, nothing recurses, no
 * tag constructs anything.
 *
 * <p>The events come from a YAML 1.2 parser. What YAML 1.1 has besides, the line breaks NEL, U+2028 and U+2029, is read
 * again from the text where MLflow's writer leaves it raw: in single quotes.
 */
public final class YamlParser {

    /** In bytes. MLflow's own limit for the longest text that it writes, a dataset profile, is a quarter of it. */
    public static final int LONGEST = 64 << 20;

    private YamlParser() {}

    /** The map that a file is. */
    public static Mapping read(String file) throws YamlSyntaxException {
        String text = file.startsWith("\uFEFF") ? file.substring(1) : file;
        Mapping lines = YamlLines.read(text);
        return lines != null ? lines : general(text);
    }

    /** As {@link #read}, without the short cut. */
    static Mapping general(String file) throws YamlSyntaxException {
        String text = file;
        while (true) {
            try {
                return parse(text);
            } catch (ScannerException e) {
                String escaped = YamlLineBreaks.withKnownEscapes(text, e);
                if (escaped.equals(text)) {
                    throw noYaml(e, text);
                }
                text = escaped;
            } catch (MarkedYamlEngineException e) {
                throw noYaml(e, text);
            } catch (YamlEngineException e) {
                throw new YamlSyntaxException(0, "it is not valid YAML: " + e.getMessage());
            } catch (IllegalArgumentException e) {
                // The parser lets it out for an escape beyond Unicode, such as \UA001F600.
                throw new YamlSyntaxException(0, "it is not valid YAML: an escape stands for no character");
            }
        }
    }

    private static YamlSyntaxException noYaml(MarkedYamlEngineException e, String text) {
        int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
        int content = text.codePointCount(0, text.stripTrailing().length());
        boolean atEnd =
                e.getProblemMark().filter(mark -> mark.getIndex() >= content).isPresent();
        return new YamlSyntaxException(line, "it is not valid YAML: " + e.getProblem(), atEnd);
    }

    private static Mapping parse(String text) throws YamlSyntaxException {
        YamlNode document = new YamlDocument(text).read();
        if (document instanceof Mapping mapping) {
            return mapping;
        }
        boolean empty = document == null || (document instanceof Scalar scalar && scalar.type() == ScalarType.NULL);
        throw new YamlSyntaxException(0, empty ? "it is empty" : "it is YAML, but not a map");
    }
}
