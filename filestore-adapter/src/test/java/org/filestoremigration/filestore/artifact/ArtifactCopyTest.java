package org.filestoremigration.filestore.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.filestoremigration.domain.finding.EntityKey;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.SourcePlace;
import org.filestoremigration.domain.migration.ArtifactFile;
import org.filestoremigration.domain.migration.ArtifactLocation;
import org.filestoremigration.domain.migration.ArtifactManifest;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.TargetException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactCopyTest {

    private static final EntityKey RUN = EntityKey.of(EntityKind.RUN, "1", "r1");
    private static final EntityKey MODEL = EntityKey.of(EntityKind.LOGGED_MODEL, "1", "m-1");
    private static final EntityKey TRACE = EntityKey.of(EntityKind.TRACE_TAG, "5", "tr-1", "mlflow.artifactLocation");

    /** SHA-256 of {@code hello\n}, as {@code sha256sum} prints it. */
    private static final String HELLO = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @TempDir
    private Path temporary;

    private Path root;
    private Path copies;
    private boolean link;

    @BeforeEach
    void writeAStore() throws IOException {
        root = temporary.toRealPath().resolve("mlruns");
        copies = temporary.toRealPath().resolve("copies");
        write("1/r1/artifacts/plots/b.txt", "hello\n");
        write("1/r1/artifacts/a b.txt", "");
        write("1/models/m-1/artifacts/MLmodel", "hello\n");
        write(".trash/5/traces/tr-1/artifacts/traces.json", "hello\n");
    }

    private Path write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** What a copy of the whole store came to. */
    private record Done(List<ArtifactFile> files, long count, long bytes, List<Finding.Blocked> blocked) {}

    private Done copy() {
        StoreFolders folders = StoreFolders.of(List.of(root));
        try (ArtifactCopy copy = ArtifactCopy.begin(copies, "mlflow-artifacts:/", folders, link, false, 3)) {
            copy.add(EntityKey.of(EntityKind.EXPERIMENT, "1"), ArtifactLocation.of(root.resolve("1")));
            copy.add(RUN, ArtifactLocation.of(root.resolve("1/r1/artifacts")));
            copy.add(MODEL, ArtifactLocation.parse("file:///moved/mlruns/1/models/m-1/artifacts"));
            copy.add(TRACE, ArtifactLocation.of(root.resolve("5/traces/tr-1/artifacts")));
            copy.add(EntityKey.of(EntityKind.RUN, "1", "r2"), ArtifactLocation.parse("s3://bucket/1/r2/artifacts"));
            ArtifactManifest manifest = copy.finish(Progress.NONE);
            List<ArtifactFile> files = new ArrayList<>();
            manifest.files().forEach(files::add);
            return new Done(files, manifest.count(), manifest.bytes(), copy.blocked());
        }
    }

    private List<String> copied() throws IOException {
        try (var found = Files.walk(copies)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> copies.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void copiesIntoTheLayoutOfMlflow() throws IOException {
        Done done = copy();

        assertThat(done.files())
                .containsExactly(
                        new ArtifactFile("1/r1/artifacts/a b.txt", 0, EMPTY),
                        new ArtifactFile("1/r1/artifacts/plots/b.txt", 6, HELLO),
                        new ArtifactFile("1/models/m-1/artifacts/MLmodel", 6, HELLO),
                        new ArtifactFile("5/traces/tr-1/artifacts/traces.json", 6, HELLO));
        assertThat(done.count()).isEqualTo(4);
        assertThat(done.bytes()).isEqualTo(18);
        assertThat(done.blocked()).isEmpty();
        assertThat(copied())
                .containsExactly(
                        "1/models/m-1/artifacts/MLmodel",
                        "1/r1/artifacts/a b.txt",
                        "1/r1/artifacts/plots/b.txt",
                        "5/traces/tr-1/artifacts/traces.json");
        assertThat(copies.resolve("1/r1/artifacts/plots/b.txt")).hasContent("hello\n");
        assertThat(copies.resolve(".migrate-filestore")).doesNotExist();
    }

    @Test
    void beginsAgainWhereItWasInterrupted() throws IOException {
        Done first = copy();
        Path missing = copies.resolve("1/models/m-1/artifacts/MLmodel");
        Files.delete(missing);
        Object kept = Files.getAttribute(copies.resolve("1/r1/artifacts/plots/b.txt"), "unix:ino");
        Files.createDirectories(copies.resolve(".migrate-filestore"));
        Files.writeString(copies.resolve(".migrate-filestore/part-0"), "hel");

        assertThat(copy()).isEqualTo(first);

        assertThat(missing).hasContent("hello\n");
        assertThat(Files.getAttribute(copies.resolve("1/r1/artifacts/plots/b.txt"), "unix:ino"))
                .isEqualTo(kept);
        assertThat(copies.resolve(".migrate-filestore")).doesNotExist();
    }

    @Test
    void refusesToReplaceAnotherFile() throws IOException {
        Path other = copies.resolve("1/r1/artifacts/plots/b.txt");
        Files.createDirectories(other.getParent());
        Files.writeString(other, "mine!\n");

        assertThatThrownBy(this::copy)
                .isInstanceOf(TargetException.class)
                .hasMessage("the file " + other + " already exists and is not the same as " + root
                        + "/1/r1/artifacts/plots/b.txt: remove it, or copy to another directory");
        assertThat(other).hasContent("mine!\n");
    }

    @Test
    void linksWhereThatWillDo() throws IOException {
        link = true;
        Done done = copy();
        assertThat(done.files()).contains(new ArtifactFile("1/r1/artifacts/plots/b.txt", 6, HELLO));
        assertThat(Files.isSameFile(
                        copies.resolve("1/r1/artifacts/plots/b.txt"), root.resolve("1/r1/artifacts/plots/b.txt")))
                .isTrue();
        assertThat(copy()).isEqualTo(done);
    }

    @Test
    void followsLinksOfTheSourceAndListsAllOthers() throws IOException {
        Path artifacts = root.resolve("1/r1/artifacts");
        Path outside = Files.writeString(temporary.resolve("outside"), "secret");
        Files.createSymbolicLink(artifacts.resolve("away"), outside);
        Files.createSymbolicLink(artifacts.resolve("gone"), Path.of("nothing"));
        Files.createSymbolicLink(artifacts.resolve("loop"), Path.of(".."));
        Files.createSymbolicLink(artifacts.resolve("model"), root.resolve("1/models/m-1/artifacts"));

        Done done = copy();

        assertThat(done.files()).contains(new ArtifactFile("1/r1/artifacts/model/MLmodel", 6, HELLO));
        assertThat(copies.resolve("1/r1/artifacts/model/MLmodel")).isRegularFile();
        assertThat(done.count()).isEqualTo(5);
        assertThat(done.blocked())
                .containsExactly(
                        new Finding.Blocked(
                                SourcePlace.of("1/r1/artifacts/away"),
                                "it is a symbolic link that leaves the source",
                                "allow it with --follow-symlinks, or put what it leads to in its place"),
                        new Finding.Blocked(
                                SourcePlace.of("1/r1/artifacts/gone"),
                                "it is a symbolic link to something that is gone",
                                "remove the link"),
                        new Finding.Blocked(
                                SourcePlace.of("1/r1/artifacts/loop"),
                                "it is a symbolic link to a directory that contains it",
                                "remove the link"));
    }

    @Test
    void keepsTheOrderHoweverManyFilesThereAre() throws IOException {
        byte[] large = new byte[3 << 20];
        Arrays.fill(large, (byte) 'x');
        Files.write(root.resolve("1/r1/artifacts/0"), large);
        for (int i = 10_000; i < 11_500; i++) {
            Files.writeString(root.resolve("1/r1/artifacts/" + i), "");
        }
        Done done = copy();
        assertThat(done.files()).hasSize(1505);
        assertThat(done.files().subList(0, 1503).stream().map(ArtifactFile::path))
                .isSorted();
        assertThat(done.bytes()).isEqualTo(18 + large.length);
    }
}
