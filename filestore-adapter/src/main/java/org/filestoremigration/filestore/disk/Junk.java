package org.filestoremigration.filestore.disk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * What operating systems and editors leave in folders. Where every file is a key it is known by its name and its first bytes
 * together, everywhere else by its name.
 */
public final class Junk {

    private static final Set<String> FOLDERS = Set.of(
            "__MACOSX",
            ".AppleDouble",
            "lost+found",
            "@eaDir",
            ".snapshot",
            ".stfolder",
            "$RECYCLE.BIN",
            "System Volume Information");

    private static final byte[] DESKTOP_STORE = {0, 0, 0, 1, 'B', 'u', 'd', '1'};
    private static final byte[] APPLE_DOUBLE = {0, 5, 0x16, 7};
    private static final byte[] COMPOUND_FILE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final byte[] SHELL_CLASS = "[.ShellClassInfo]".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] VIM_SWAP = {'b', '0', 'V', 'I', 'M', ' '};

    private Junk() {}

    /** Whether another system makes a folder of this name, in which nothing of MLflow is to be expected. */
    public static boolean isFolderName(String name) {
        return FOLDERS.contains(name);
    }

    /** Whether the name of a file is one of theirs; where it may be a key the bytes must be looked at. */
    public static boolean isFileName(String name) {
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
        if (name.equalsIgnoreCase("desktop.ini")) {
            return SHELL_CLASS;
        }
        return name.endsWith(".swp") ? VIM_SWAP : new byte[0];
    }
}
