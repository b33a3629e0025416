package org.filestoremigration.domain.store;

import org.jspecify.annotations.Nullable;

/** A store that cannot be used at all; the message is one sentence for a person, with the path and the remedy. */
public abstract sealed class StoreException extends RuntimeException permits SourceException, TargetException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
