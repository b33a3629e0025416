package org.filestoremigration.cli;

import org.jspecify.annotations.Nullable;

/**
 * A terminal on which a line can be drawn again and again.
 *
 * @param columns how many characters fit into a line
 * @param unicode whether it shows more than ASCII
 * @param colors whether it shows colors, and they are welcome
 */
record Screen(int columns, boolean unicode, boolean colors) {

    private static final int DEFAULT_COLUMNS = 80;

    /** Narrower than this, nothing useful fits; wider than that is a mistake of whoever said so. */
    private static final int MIN_COLUMNS = 20;

    private static final int MAX_COLUMNS = 1000;

    /**
     * @param columns as the launcher says, empty or null if it does not know
     * @param term the type of the terminal, as the variable {@code TERM} has it
     */
    static Screen of(@Nullable String columns, @Nullable String term, boolean colors) {
        // The font of Linux's own console lacks most line-drawing characters.
        return new Screen(columns(columns), !"linux".equals(term), colors);
    }

    private static int columns(@Nullable String text) {
        if (text == null || !text.matches("[0-9]{1,6}")) {
            return DEFAULT_COLUMNS;
        }
        int columns = Integer.parseInt(text);
        // A terminal that does not know its own width says 0.
        return columns == 0 ? DEFAULT_COLUMNS : Math.max(MIN_COLUMNS, Math.min(MAX_COLUMNS, columns));
    }
}
