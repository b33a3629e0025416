package org.filestoremigration.filestore;

/** A file that PyYAML could not read, or that goes beyond sane limits. */
final class YamlSyntaxException extends Exception {

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

    int line() {
        return line;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
