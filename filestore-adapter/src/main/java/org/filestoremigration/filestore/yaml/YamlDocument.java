package org.filestoremigration.filestore.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.filestoremigration.filestore.yaml.PyYamlSchema.ScalarType;
import org.filestoremigration.filestore.yaml.YamlNode.Oversized;
import org.filestoremigration.filestore.yaml.YamlNode.Scalar;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Makes nodes of the events of a document. A value of the outermost map that is nested too deeply, or stands for too many
 * values, is read over and becomes {@link Oversized}: whether that matters is for those to say who need it.
 */
final class YamlDocument {

    /** Nested lists and maps; protocol buffers, through which assessments go, allow a hundred. */
    static final int DEEPEST = 200;

    /** Nested lists and maps that can be read over. */
    static final int DEEPEST_READ_OVER = 100_000;

    /** How many values a file may stand for, every alias counted as what it repeats. */
    static final long MAX_NODES = 500_000;

    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

    /** A value that has an anchor, with the number of values that it stands for. */
    private record Anchored(YamlNode node, long weight) {}

    private final Iterator<Event> events;
    private final YamlLineBreaks breaks;
    private final Deque<OpenCollection> open = new ArrayDeque<>();
    private final Map<Anchor, @Nullable Anchored> anchors = new HashMap<>();
    private final Set<Anchor> oversizedAnchors = new HashSet<>();
    private @Nullable Oversized oversized;
    private int depth;
    private long nodes;
    private long nodesKept;

    YamlDocument(String text) throws YamlSyntaxException {
        this.breaks = new YamlLineBreaks(text);
        this.events = new Parse(SETTINGS).parseString(text).iterator();
    }

    /** The one document of a file; null if there is none. */
    @Nullable
    YamlNode read() throws YamlSyntaxException {
        YamlNode document = null;
        while (events.hasNext()) {
            Event event = events.next();
            YamlNode node = null;
            switch (event.getEventId()) {
                case DocumentStart -> {
                    if (document != null) {
                        throw new YamlSyntaxException(line(event), "it is YAML with several documents");
                    }
                }
                case Alias -> node = oversized == null ? alias((AliasEvent) event) : null;
                case Scalar -> node = scalar((ScalarEvent) event);
                case SequenceStart, MappingStart -> start((NodeEvent) event);
                case SequenceEnd, MappingEnd -> node = end();
                default -> {}
            }
            if (node != null) {
                OpenCollection parent = open.peek();
                if (parent == null) {
                    document = node;
                } else {
                    parent.add(node);
                    nodesKept = depth == 1 ? nodes : nodesKept;
                }
            }
        }
        breaks.requireAllRead();
        return document;
    }

    private @Nullable YamlNode alias(AliasEvent event) throws YamlSyntaxException {
        if (oversizedAnchors.contains(event.getAlias())) {
            return readOver(event, "it repeats a value that is too large to be read");
        }
        Anchored anchored = anchors.get(event.getAlias());
        if (anchored == null) {
            throw new YamlSyntaxException(
                    line(event), "it is YAML whose alias *" + event.getAlias() + " leads nowhere");
        }
        nodes += anchored.weight;
        if (nodes > MAX_NODES) {
            return readOver(event, "it is YAML that its aliases expand to more than " + MAX_NODES + " values");
        }
        return anchored.node;
    }

    /** Gives up the value of the outermost map that is being read; null unless it is at its end already. */
    private @Nullable Oversized readOver(Event event, String reason) {
        oversized = new Oversized(reason, line(event));
        for (OpenCollection collection : open) {
            Anchor anchor = collection.anchor();
            if (anchor != null) {
                oversizedAnchors.add(anchor);
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
        if (nodes > MAX_NODES) {
            String reason = "it is YAML with more than " + MAX_NODES + " values";
            if (depth <= 1) {
                throw new YamlSyntaxException(line(event), reason);
            }
            return readOver(event, reason);
        }
        String tag = event.getTag().orElse(null);
        ScalarType type;
        if (tag != null && !tag.equals("!")) {
            type = YamlTags.typeOf(tag, event);
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
        open.push(OpenCollection.of(event, nodes));
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
        OpenCollection closed = open.pop();
        YamlNode node = closed.node();
        Anchor anchor = closed.anchor();
        if (anchor != null) {
            anchors.put(anchor, new Anchored(node, nodes - closed.nodesBefore()));
        }
        return node;
    }

    private void declare(NodeEvent event) throws YamlSyntaxException {
        if (anchors.containsKey(event.getAnchor().orElseThrow())) {
            throw new YamlSyntaxException(line(event), "it is YAML with the same anchor twice");
        }
    }

    static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }
}
