package org.filestoremigration.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import org.filestoremigration.domain.store.StoreException;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * SQLite's own code, which comes in the driver's jar and is unpacked into a file to be loaded. The file is removed again as
 * soon as that is done, so that a process that is killed later leaves nothing in the folder for temporary files. Only one
 * that is killed in the very moment of loading leaves its copy there.
 *
 * <p>The driver would unpack it, too, but compares each byte of the file with the jar and starts {@code uname} to know an
 * Android from a Linux: a tenth of the time that an empty store takes.
 *
 * <p>Who names another folder with the driver's own settings, {@code org.sqlite.tmpdir} or {@code org.sqlite.lib.path},
 * has the driver do as it likes there.
 */
final class NativeLibrary {

    private static final String FOLDER = "org.sqlite.tmpdir";
    private static final String READY = "org.sqlite.lib.path";

    private static final Set<String> COMMON = Set.of("x86_64", "aarch64");

    private static boolean loaded;

    private NativeLibrary() {}

    /** Loads it, the first time it is called. */
    static synchronized void load() throws SQLException {
        if (loaded) {
            return;
        }
        if (System.getProperty(FOLDER) == null && System.getProperty(READY) == null) {
            try {
                unpackAndLoad(Files.createTempDirectory("migrate-filestore"));
            } catch (IOException e) {
                String folder = System.getProperty("java.io.tmpdir");
                throw new SQLException(
                        "no temporary file can be created in " + folder + ": " + StoreException.reason(e), e);
            }
        }
        loaded = true;
    }

    private static void unpackAndLoad(Path folder) throws SQLException {
        // Windows removes no file that is loaded: it goes when Java ends, which removes last what was named first.
        folder.toFile().deleteOnExit();
        System.setProperty(FOLDER, folder.toString());
        try {
            if (unpack(folder)) {
                System.setProperty(READY, folder.toString());
            }
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            boolean unpacked = e instanceof NativeLibraryNotFoundException && System.getProperty(READY) != null;
            throw new SQLException(
                    "SQLite's native library cannot be loaded" + (unpacked ? from(folder) : ": " + e.getMessage()), e);
        } finally {
            System.clearProperty(READY);
            System.clearProperty(FOLDER);
            remove(folder);
        }
    }

    private static String from(Path folder) {
        return " from " + folder.getParent() + ", as where a file system is mounted noexec; name another folder with"
                + " JAVA_OPTS=-Djava.io.tmpdir=DIRECTORY";
    }

    /** Whether the jar has the library for this system; if not, the driver says so. */
    private static boolean unpack(Path folder) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        Path file = folder.resolve(name);
        file.toFile().deleteOnExit();
        try (InputStream packed = SQLiteJDBCLoader.class.getResourceAsStream(packedIn() + "/" + name)) {
            if (packed == null) {
                return false;
            }
            Files.copy(packed, file);
            return true;
        }
    }

    /** The folder of the jar for this system, which the driver is only asked for where it is not plain. */
    private static String packedIn() {
        String processor = OSInfo.getArchName();
        boolean plain = System.getProperty("os.name", "").equals("Linux")
                && COMMON.contains(processor)
                && Files.notExists(Path.of("/system")) // Android's
                && Files.notExists(Path.of("/lib/ld-musl-" + processor + ".so.1"));
        return plain ? "/org/sqlite/native/Linux/" + processor : LibraryLoaderUtil.getNativeLibResourcePath();
    }

    private static void remove(Path folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            return;
        }
    }
}
