package org.filestoremigration.cli.documents;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Something that really is in a store.
 *
 * @param entry its name in the mapping
 * @param text its text; null for YAML's null and for a key that is not there
 * @param node what is in a YAML file, null anywhere else
 * @param names what a condition may name: parts of the path, fields, tokens
 */
record ObservedCell(
        String entry, @Nullable String text, @Nullable Node node, Map<String, String> names) {}
