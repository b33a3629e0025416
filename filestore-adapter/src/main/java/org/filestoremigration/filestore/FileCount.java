package org.filestoremigration.filestore;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The files below a folder that are counted and not opened; links are files, and not followed.
 *
 * @param files how many there are
 * @param names a sum over their places, for the fingerprint
 * @param unreadable the places of folders that could not be listed, the first few
 */
record FileCount(long files, long names, List<String> unreadable) {

    private static final int UNREADABLE_KEPT = 100;

    private record Folder(Path path, String place) {}

    static FileCount below(SourceEntry top) {
        long files = 0;
        long names = 0;
        List<String> unreadable = new ArrayList<>();
        Deque<Folder> folders = new ArrayDeque<>();
        folders.push(new Folder(top.path(), top.place()));
        while (!folders.isEmpty()) {
            Folder folder = folders.pop();
            long folderHash = FolderReport.hash(folder.place);
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.path)) {
                for (Path entry : entries) {
                    String name = FileName.of(entry).text();
                    if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                        folders.push(new Folder(entry, folder.place + "/" + name));
                    } else {
                        files++;
                        names += FolderReport.mix(folderHash + FolderReport.hash(name));
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                if (unreadable.size() < UNREADABLE_KEPT) {
                    unreadable.add(folder.place);
                }
            }
        }
        return new FileCount(files, names, unreadable);
    }
}
