package org.filestoremigration.filestore.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.filestoremigration.filestore.yaml.PyYamlSchema.ScalarType;
import org.filestoremigration.filestore.yaml.YamlNode.Mapping;
import org.filestoremigration.filestore.yaml.YamlNode.Oversized;
import org.filestoremigration.filestore.yaml.YamlNode.Scalar;
import org.filestoremigration.filestore.yaml.YamlNode.Sequence;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ScannerException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads a YAML file as PyYAML's safe loader does, in bounded time and memory: nothing is expanded, nothing recurses, no
 * tag constructs anything. A value of the outermost map that is nested too deeply, or stands for too many values, is read
 * over and becomes {@link Oversized}: whether that matters is for those to say who need it.
 *
 * <p>The events come from a YAML 1.2 parser. What YAML 1.1 has besides, the line breaks NEL, U+2028 and U+2029, is read
 * again from the text where MLflow's writer leaves it raw: in single quotes.
 */
public final class YamlParser {

    /** In bytes. MLflow's own limit for the longest text that it writes, a dataset profile, is a quarter of it. */
    public static final int LONGEST = 64 << 20;

    /** Nested lists and maps; protocol buffers, through which assessments go, allow a hundred. */
    static final int DEEPEST = 200;

    /** Nested lists and maps that can be read over. */
    static final int DEEPEST_READ_OVER = 100_000;

    /** How many values a file may stand for, every alias counted as what it repeats. */
    static final long MOST_NODES = 500_000;

    private static final String CORE = "tag:yaml.org,2002:";
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

    /** A value that has an anchor, with the number of values that it stands for. */
    private record Anchored(YamlNode node, long weight) {}

    private final ParserImpl events;
    private final YamlLineBreaks breaks;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Anchor, @Nullable Anchored> anchors = new HashMap<>();
    private final Set<Anchor> oversizedAnchors = new HashSet<>();
    private @Nullable Oversized oversized;
    private int depth;
    private long nodes;
    private long nodesKept;

    private YamlParser(String text) throws YamlSyntaxException {
        this.breaks = new YamlLineBreaks(text);
        this.events = new ParserImpl(SETTINGS, new StreamReader(SETTINGS, text));
    }

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
                    throw noYaml(e);
                }
                text = escaped;
            } catch (MarkedYamlEngineException e) {
                throw noYaml(e);
            } catch (YamlEngineException e) {
                throw new YamlSyntaxException(0, "it is no YAML: " + e.getMessage());
            } catch (IllegalArgumentException e) {
                // The parser lets it out for an escape beyond Unicode, such as \UA001F600.
                throw new YamlSyntaxException(0, "it is no YAML: an escape stands for no character");
            }
        }
    }

    private static YamlSyntaxException noYaml(MarkedYamlEngineException e) {
        int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
        return new YamlSyntaxException(line, "it is no YAML: " + e.getProblem());
    }

    private static Mapping parse(String text) throws YamlSyntaxException {
        YamlNode document = new YamlParser(text).document();
        if (document instanceof Mapping mapping) {
            return mapping;
        }
        boolean empty = document == null || (document instanceof Scalar scalar && scalar.type() == ScalarType.NULL);
        throw new YamlSyntaxException(0, empty ? "it is empty" : "it is YAML, but no map");
    }

    private @Nullable YamlNode document() throws YamlSyntaxException {
        YamlNode document = null;
        while (events.hasNext()) {
            Event event = events.next();
            YamlNode node = null;
            switch (event.getEventId()) {
                case DocumentStart -> {
                    if (document != null) {
                        throw new YamlSyntaxException(line(event), "it is YAML of several documents");
                    }
                }
                case Alias -> node = oversized == null ? alias((AliasEvent) event) : null;
                case Scalar -> node = scalar((ScalarEvent) event);
                case SequenceStart, MappingStart -> start((NodeEvent) event);
                case SequenceEnd, MappingEnd -> node = end();
                default -> {}
            }
            if (node != null) {
                Open parent = open.peek();
                if (parent == null) {
                    document = node;
                } else {
                    parent.add(node);
                    nodesKept = depth == 1 ? nodes : nodesKept;
                }
            }
        }
        breaks.demandAllRead();
        return document;
    }

    private @Nullable YamlNode alias(AliasEvent event) throws YamlSyntaxException {
        if (oversizedAnchors.contains(event.getAlias())) {
            return readOver(event, "it repeats a value that is beyond what is read");
        }
        Anchored anchored = anchors.get(event.getAlias());
        if (anchored == null) {
            throw new YamlSyntaxException(
                    line(event), "it is YAML whose alias *" + event.getAlias() + " leads nowhere");
        }
        nodes += anchored.weight;
        if (nodes > MOST_NODES) {
            return readOver(event, "it is YAML that its aliases blow up to more than " + MOST_NODES + " values");
        }
        return anchored.node;
    }

    /** Gives up the value of the outermost map that is being read; null unless it is at its end already. */
    private @Nullable Oversized readOver(Event event, String reason) {
        oversized = new Oversized(reason, line(event));
        for (Open collection : open) {
            if (collection.anchor != null) {
                oversizedAnchors.add(collection.anchor);
            }
        }
        return depth == 1 ? endOfOversized() : null;
    }

    private @Nullable Oversized endOfOversized() {
        Oversized ended = oversized;
        while (open.size() > 1) {
            open.pop();
        }
        oversized = null;
        nodes = nodesKept;
        return ended;
    }

    private @Nullable YamlNode scalar(ScalarEvent event) throws YamlSyntaxException {
        long before = nodes;
        String text = breaks.content(event);
        if (oversized != null) {
            event.getAnchor().ifPresent(oversizedAnchors::add);
            return null;
        }
        nodes++;
        if (nodes > MOST_NODES) {
            String reason = "it is YAML of more than " + MOST_NODES + " values";
            if (depth <= 1) {
                throw new YamlSyntaxException(line(event), reason);
            }
            return readOver(event, reason);
        }
        String tag = event.getTag().orElse(null);
        ScalarType type;
        if (tag != null && !tag.equals("!")) {
            type = typeOfTag(tag, event);
        } else {
            type = event.isPlain() ? PyYamlSchema.typeOf(text) : ScalarType.TEXT;
        }
        Scalar scalar = new Scalar(text, type, line(event));
        if (event.getAnchor().isPresent()) {
            declare(event);
            anchors.put(event.getAnchor().get(), new Anchored(scalar, nodes - before));
        }
        return scalar;
    }

    private static ScalarType typeOfTag(String tag, Event event) throws YamlSyntaxException {
        return switch (tag) {
            case CORE + "str" -> ScalarType.TEXT;
            case CORE + "null" -> ScalarType.NULL;
            case CORE + "bool" -> ScalarType.BOOLEAN;
            case CORE + "int" -> ScalarType.WHOLE;
            case CORE + "float" -> ScalarType.REAL;
            default -> throw unsafe(tag, event);
        };
    }

    private static YamlSyntaxException unsafe(String tag, Event event) {
        return new YamlSyntaxException(line(event), "it is YAML with the tag " + tag + ", which is never followed");
    }

    private void start(NodeEvent event) throws YamlSyntaxException {
        depth++;
        if (depth > DEEPEST_READ_OVER) {
            throw new YamlSyntaxException(
                    line(event), "it is YAML nested deeper than " + DEEPEST_READ_OVER + " levels");
        }
        if (oversized == null && depth > DEEPEST) {
            readOver(event, "it is YAML nested deeper than " + DEEPEST + " levels");
        }
        if (oversized != null) {
            event.getAnchor().ifPresent(oversizedAnchors::add);
            return;
        }
        open.push(Open.of(event, nodes));
        nodes++;
        if (event.getAnchor().isPresent()) {
            declare(event);
            anchors.put(event.getAnchor().get(), null);
        }
    }

    private @Nullable YamlNode end() {
        depth--;
        if (oversized != null) {
            return depth == 1 ? endOfOversized() : null;
        }
        Open closed = open.pop();
        YamlNode node = closed.node();
        if (closed.anchor != null) {
            anchors.put(closed.anchor, new Anchored(node, nodes - closed.nodesBefore));
        }
        return node;
    }

    private void declare(NodeEvent event) throws YamlSyntaxException {
        if (anchors.containsKey(event.getAnchor().orElseThrow())) {
            throw new YamlSyntaxException(line(event), "it is YAML with the same anchor twice");
        }
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    /** A list or map that has begun. */
    private static final class Open {

        private final boolean mapping;
        private final int line;
        private final @Nullable Anchor anchor;
        private final long nodesBefore;
        private final List<YamlNode> elements = new ArrayList<>();
        private final Map<String, YamlNode> entries = new LinkedHashMap<>();
        private @Nullable String key;

        private Open(boolean mapping, int line, @Nullable Anchor anchor, long nodesBefore) {
            this.mapping = mapping;
            this.line = line;
            this.anchor = anchor;
            this.nodesBefore = nodesBefore;
        }

        static Open of(NodeEvent event, long nodesBefore) throws YamlSyntaxException {
            boolean mapping = event.getEventId() == Event.ID.MappingStart;
            String tag = ((org.snakeyaml.engine.v2.events.CollectionStartEvent) event)
                    .getTag()
                    .orElse("!");
            if (!tag.equals("!") && !tag.equals(CORE + (mapping ? "map" : "seq"))) {
                throw unsafe(tag, event);
            }
            return new Open(mapping, line(event), event.getAnchor().orElse(null), nodesBefore);
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
                throw new YamlSyntaxException(node.line(), "it is YAML with a list or map for a key");
            }
        }

        YamlNode node() {
            return mapping ? new Mapping(entries, line) : new Sequence(elements, line);
        }
    }
}
