package org.filestoremigration.sqlite;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.filestoremigration.domain.store.StoreException;
import org.sqlite.SQLiteJDBCLoader;

/**
 * SQLite's own code, which its driver unpacks into a file to load it. The file is removed again as soon as that is done,
 * so that a process that is killed later leaves nothing in the folder for temporary files. Only one that is killed in the
 * very moment of loading leaves its copy there.
 *
 * <p>Who names another folder with the driver's own settings, {@code org.sqlite.tmpdir} or {@code org.sqlite.lib.path},
 * has the driver do as it likes there.
 */
final class NativeLibrary {

    private static final String FOLDER = "org.sqlite.tmpdir";
    private static final String READY = "org.sqlite.lib.path";

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
        // Where a loaded file cannot be removed the driver asks for that at the end, and after its files comes this.
        folder.toFile().deleteOnExit();
        System.setProperty(FOLDER, folder.toString());
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new SQLException("SQLite's native library cannot be loaded: " + e.getMessage(), e);
        } finally {
            System.clearProperty(FOLDER);
            remove(folder);
        }
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
