package org.filestoremigration.filestore.disk;

import java.util.Arrays;

/** What operating systems and editors leave in folders: known by its name and its first bytes together. */
final class Junk {

    private static final byte[] DESKTOP_STORE = {0, 0, 0, 1, 'B', 'u', 'd', '1'};
    private static final byte[] APPLE_DOUBLE = {0, 5, 0x16, 7};
    private static final byte[] COMPOUND_FILE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final byte[] VIM_SWAP = {'b', '0', 'V', 'I', 'M', ' '};

    private Junk() {}

    /** Whether the name is one of theirs, so that the bytes must be looked at. */
    static boolean isNamedLike(String name) {
        return magic(name).length > 0;
    }

    /** Whether name and content are theirs; an MLflow key may have the same name, but not the content. */
    static boolean is(String name, byte[] content) {
        byte[] magic = magic(name);
        return magic.length > 0
                && content.length >= magic.length
                && Arrays.equals(content, 0, magic.length, magic, 0, magic.length);
    }

    private static byte[] magic(String name) {
        if (name.equals(".DS_Store")) {
            return DESKTOP_STORE;
        }
        if (name.startsWith("._")) {
            return APPLE_DOUBLE;
        }
        if (name.equals("Thumbs.db")) {
            return COMPOUND_FILE;
        }
        return name.endsWith(".swp") ? VIM_SWAP : new byte[0];
    }
}
