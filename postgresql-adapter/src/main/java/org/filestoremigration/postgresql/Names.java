package org.filestoremigration.postgresql;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names as SQL takes them literally. */
final class Names {

    private Names() {}

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String list(Collection<String> names) {
        return names.stream().map(Names::quoted).collect(Collectors.joining(", "));
    }
}
