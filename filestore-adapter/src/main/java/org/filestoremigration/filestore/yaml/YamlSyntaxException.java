package org.filestoremigration.filestore.yaml;

/** A file that PyYAML could not read, or that goes beyond sane limits. */
public final class YamlSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final boolean atEnd;

    /**
     * @param line from 1, 0 for the whole file
     * @param reason a clause without a full stop
     */
    YamlSyntaxException(int line, String reason) {
        this(line, reason, false);
    }

    /** @param atEnd whether the file ends before something that it has begun */
    YamlSyntaxException(int line, String reason, boolean atEnd) {
        super(reason, null, false, false);
        this.line = line;
        this.atEnd = atEnd;
    }

    public int line() {
        return line;
    }

    /** Whether the file ends before something that it has begun: it looks cut off. */
    public boolean isAtEnd() {
        return atEnd;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
