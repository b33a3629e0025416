package org.filestoremigration.filestore.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files below a folder that are counted and not opened; links are files, and not followed.
 *
 * @param files how many there are
 * @param names a sum over their places, for the fingerprint
 * @param looks a sum over what a look shows of them, as {@link Fingerprint} adds it
 * @param unreadable the places of what could not be listed or looked at, the first few
 */
public record FileCount(long files, long names, long looks, List<String> unreadable) {

    private static final int UNREADABLE_KEPT = 100;

    private record Folder(Path path, String place) {}

    public static FileCount below(SourceEntry top) {
        long files = 0;
        long names = 0;
        Fingerprint looks = new Fingerprint();
        List<String> unreadable = new ArrayList<>();
        Deque<Folder> folders = new ArrayDeque<>();
        folders.push(new Folder(top.path(), top.place()));
        while (!folders.isEmpty()) {
            Folder folder = folders.pop();
            long folderHash = Fingerprint.hash(folder.place);
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.path)) {
                for (Path entry : entries) {
                    String name = FileName.of(entry).text();
                    FileLook look = look(entry);
                    if (look == null) {
                        keep(unreadable, folder.place + "/" + name);
                    } else if (look.isFolder()) {
                        folders.push(new Folder(entry, folder.place + "/" + name));
                    } else {
                        files++;
                        names += Fingerprint.mix(folderHash + Fingerprint.hash(name));
                        looks.addLook(folder.place + "/" + name, look.stamp());
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                keep(unreadable, folder.place);
            }
        }
        return new FileCount(files, names, looks.sum(), unreadable);
    }

    /** Null if that cannot be known: a path longer than the system allows is neither file nor folder. */
    private static @Nullable FileLook look(Path entry) {
        try {
            return FileLook.at(entry, true);
        } catch (IOException e) {
            return null;
        }
    }

    private static void keep(List<String> unreadable, String place) {
        if (unreadable.size() < UNREADABLE_KEPT) {
            unreadable.add(place);
        }
    }
}
