package org.filestoremigration.domain.store;

import org.jspecify.annotations.Nullable;

/** A source that cannot be read, is not a store, or changed while it was read. */
public final class SourceException extends StoreException {

    private static final long serialVersionUID = 1L;

    public SourceException(String message) {
        this(message, null);
    }

    public SourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
