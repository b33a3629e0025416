package org.filestoremigration.domain.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
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

    /**
     * A file cannot be written.
     *
     * @param file with its path, as a sentence begins with it
     */
    public static TargetException unwritable(String file, IOException e) {
        // A file is made by writing it, so what is missing is not that file.
        String reason = e instanceof NoSuchFileException ? "its directory is gone or takes no files" : reason(e);
        return new TargetException(file + " cannot be written: " + reason + ".", e);
    }
}
