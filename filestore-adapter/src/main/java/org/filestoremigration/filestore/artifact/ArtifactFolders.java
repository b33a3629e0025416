package org.filestoremigration.filestore.artifact;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.migration.ArtifactLocation;
import org.filestoremigration.domain.store.StoreException;

/** Finds the files below a folder with artifacts, folders behind links of the source among them. */
final class ArtifactFolders {

    private final List<Path> roots;
    private final boolean followLinks;
    private final Visitor visitor;

    /** What is notified of each file, and of each thing that is none. */
    interface Visitor {

        /**
         * A file to copy.
         *
         * @param from a regular file, a link resolved
         * @param path below the folder of the copies, for a person
         */
        void file(Path from, Path to, String path, long size) throws InterruptedException;

        void blocked(Finding.Blocked item);
    }

    /** @param roots of the stores; a link that leads into one of them leads nowhere else */
    ArtifactFolders(List<Path> roots, boolean followLinks, Visitor visitor) {
        this.roots = roots;
        this.followLinks = followLinks;
        this.visitor = visitor;
    }

    /**
     * Visits everything below a folder, in the order of names.
     *
     * @param path of {@code to} below the folder of the copies
     */
    void visit(Path from, Path to, String path) throws InterruptedException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(from)) {
            stream.forEach(children::add);
        } catch (IOException e) {
            unreadable(from, e);
            return;
        } catch (DirectoryIteratorException e) {
            unreadable(from, e);
            return;
        }
        children.sort(null);
        for (Path child : children) {
            List<String> names = ArtifactLocation.of(child).names();
            child(child, to.resolve(child.getFileName()), path + "/" + names.get(names.size() - 1));
        }
    }

    private void child(Path child, Path to, String path) throws InterruptedException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Path from = child;
            if (attributes.isSymbolicLink()) {
                Optional<Path> target = followed(child);
                if (target.isEmpty()) {
                    return;
                }
                from = target.get();
                attributes = Files.readAttributes(from, BasicFileAttributes.class);
            }
            if (attributes.isRegularFile()) {
                visitor.file(from, to, path, attributes.size());
            } else if (attributes.isDirectory()) {
                visit(from, to, path);
            } else {
                block(child, "it is a pipe, socket or device", "remove it");
            }
        } catch (IOException e) {
            unreadable(child, e);
        }
    }

    private Optional<Path> followed(Path link) throws IOException {
        if (!Files.exists(link)) {
            block(link, "it is a symbolic link to something that is gone", "remove the link");
            return Optional.empty();
        }
        Path target = link.toRealPath();
        Path folder = link.resolveSibling("").toRealPath();
        if (folder.startsWith(target)) {
            block(link, "it is a symbolic link to a directory that contains it", "remove the link");
            return Optional.empty();
        }
        if (!followLinks && roots.stream().noneMatch(target::startsWith)) {
            block(
                    link,
                    "it is a symbolic link that leaves the source",
                    "allow it with --follow-symlinks, or put what it leads to in its place");
            return Optional.empty();
        }
        return Optional.of(target);
    }

    private void unreadable(Path file, DirectoryIteratorException e) {
        IOException cause = e.getCause();
        unreadable(file, cause == null ? new IOException(e) : cause);
    }

    void unreadable(Path file, IOException e) {
        block(file, "it cannot be read: " + StoreException.reason(e), "make it readable");
    }

    void differs(Path file, Path copy) {
        block(file, "its copy " + copy + " is missing or differs", "copy it again");
    }

    private void block(Path file, String reason, String remedy) {
        String place = roots.stream()
                .filter(file::startsWith)
                .map(root -> root.relativize(file).toString())
                .findFirst()
                .orElse(file.toString());
        visitor.blocked(new Finding.Blocked(SourcePlace.of(place), reason, remedy));
    }
}
