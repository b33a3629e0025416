package org.filestoremigration.cli;

import picocli.CommandLine.Help.Ansi;

/**
 * Colors, where they help. Words say everything without them.
 *
 * @param colors whether there are any
 */
record Style(boolean colors) {

    static final String GOOD = "bold,green";
    static final String BAD = "bold,red";

    /** The text, in a style of picocli's such as {@code bold,red}; it must not hold picocli's {@code |@}. */
    String of(String style, String text) {
        return (colors ? Ansi.ON : Ansi.OFF).new Text("@|" + style + " " + text + "|@").toString();
    }
}
