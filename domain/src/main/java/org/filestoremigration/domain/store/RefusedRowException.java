package org.filestoremigration.domain.store;

import org.jspecify.annotations.Nullable;

/** A target that refuses what it is given, such as a second row with one key: not the target is at fault, but the giver. */
public final class RefusedRowException extends TargetException {

    private static final long serialVersionUID = 1L;

    public RefusedRowException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
