package org.filestoremigration.domain.migration;

/** A span that has no place in the database, or that a server could not send: it keeps its file. */
public final class UnconvertibleSpanException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param reason a clause without a full stop */
    public UnconvertibleSpanException(String reason) {
        super(reason, null, false, false);
    }

    /** What is wrong, a clause without a full stop. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
