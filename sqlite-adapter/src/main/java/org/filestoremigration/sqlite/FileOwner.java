package org.filestoremigration.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.filestoremigration.domain.store.TargetException;
import org.jspecify.annotations.Nullable;

/**
 * The owner, group and mode of a file, for another to have them.
 *
 * @param attributes null where the file system has none
 */
record FileOwner(Path file, @Nullable PosixFileAttributes attributes) {

    static FileOwner of(Path file) throws IOException {
        PosixFileAttributeView view = view(file);
        return new FileOwner(file, view == null ? null : view.readAttributes());
    }

    /** Whether the file system has owners, groups and modes. */
    static boolean known(Path file) {
        return view(file) != null;
    }

    private static @Nullable PosixFileAttributeView view(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class);
    }

    /**
     * Hands them on.
     *
     * @throws TargetException when this user may not
     */
    void give(Path other) throws IOException {
        give(other, EnumSet.noneOf(PosixFilePermission.class));
    }

    /** Hands them on, and lets the owner read and write whatever the mode says. */
    void giveWritable(Path other) throws IOException {
        give(other, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }

    private void give(Path other, Set<PosixFilePermission> more) throws IOException {
        PosixFileAttributeView view = view(other);
        if (attributes == null || view == null) {
            return;
        }
        PosixFileAttributes had = view.readAttributes();
        try {
            if (!had.group().equals(attributes.group())) {
                view.setGroup(attributes.group());
            }
            if (!had.owner().equals(attributes.owner())) {
                view.setOwner(attributes.owner());
            }
        } catch (IOException e) {
            throw new TargetException(
                    "The target " + file + " belongs to user " + attributes.owner() + " and group " + attributes.group()
                            + ", which cannot be kept; run this as that user, or remove the file.",
                    e);
        }
        Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
        mode.addAll(attributes.permissions());
        mode.addAll(more);
        view.setPermissions(mode);
    }
}
