package org.filestoremigration.filestore.yaml;

/** A file that PyYAML could not read, or that goes beyond sane limits. */
public final class YamlSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;

    /**
     * @param line from 1, 0 for the whole file
     * @param reason a clause without a full stop
     */
    YamlSyntaxException(int line, String reason) {
        super(reason, null, false, false);
        this.line = line;
    }

    public int line() {
        return line;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
