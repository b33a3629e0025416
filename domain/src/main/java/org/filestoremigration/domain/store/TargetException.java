package org.filestoremigration.domain.store;

import org.jspecify.annotations.Nullable;

/** A target that is refused or cannot be written. */
public sealed class TargetException extends StoreException permits RefusedRowException {

    private static final long serialVersionUID = 1L;

    public TargetException(String message) {
        this(message, null);
    }

    public TargetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
