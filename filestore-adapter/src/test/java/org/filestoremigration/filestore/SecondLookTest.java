package org.filestoremigration.filestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.filestoremigration.domain.store.StoreContent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes a store that has been read, and looks at it again. */
class SecondLookTest {

    private static final String RUN = "1/" + "0123456789abcdef".repeat(2);

    @TempDir
    private Path folder;

    private StoreOnDisk store;

    @BeforeEach
    void createStore() {
        store = new StoreOnDisk(folder.resolve("mlruns")).folder("");
        store.experiment("1", "1", "one");
        store.run("1", "0123456789abcdef".repeat(2), "");
        store.file(RUN + "/params/depth", "10");
        store.file(RUN + "/artifacts/model/weights", "1 2 3");
    }

    private interface Change {
        void make() throws IOException;
    }

    /** Whether a second look shows that something was done after the reading. */
    private boolean shows(Change change) throws IOException {
        try (FileStore read = FileStore.open(store.root())) {
            StoreContent.of(read);
            change.make();
            return !read.looks().looksTheSame();
        }
    }

    private Path path(String place) {
        return store.root().resolve(place);
    }

    @Test
    void showsNothingWhereNothingWasDone() throws IOException {
        assertThat(shows(() -> {})).isFalse();
        assertThat(shows(() -> Files.readString(path(RUN + "/params/depth")))).isFalse();
    }

    @Test
    void showsAnotherSize() throws IOException {
        assertThat(shows(() -> Files.writeString(path(RUN + "/params/depth"), "100")))
                .isTrue();
        assertThat(shows(() -> Files.writeString(path(RUN + "/artifacts/model/weights"), "")))
                .isTrue();
    }

    @Test
    void showsANewTextWhoseSizeAndTimeAreTheOldOnes() throws IOException {
        Path param = path(RUN + "/params/depth");
        FileTime time = Files.getLastModifiedTime(param);
        assertThat(shows(() -> {
                    Files.writeString(param, "11");
                    Files.setLastModifiedTime(param, time);
                }))
                .isTrue();
    }

    @Test
    void showsAnotherFileUnderTheName() throws IOException {
        Path param = path(RUN + "/params/depth");
        assertThat(shows(() -> {
                    Path other = Files.writeString(folder.resolve("other"), "10");
                    Files.setLastModifiedTime(other, Files.getLastModifiedTime(param));
                    Files.delete(param);
                    Files.move(other, param);
                }))
                .isTrue();
    }

    @Test
    void showsWhatIsNewGoneOrElsewhere() throws IOException {
        assertThat(shows(() -> store.file(RUN + "/tags/new", ""))).isTrue();
        assertThat(shows(() -> Files.delete(path(RUN + "/tags/new")))).isTrue();
        assertThat(shows(() -> Files.move(path(RUN + "/params/depth"), path(RUN + "/params/width"))))
                .isTrue();
        assertThat(shows(() -> Files.move(path("1"), folder.resolve("1")))).isTrue();
    }

    @Test
    void showsAChangeBehindALink() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "10");
        Files.createSymbolicLink(path(RUN + "/artifacts/link"), target);
        assertThat(shows(() -> {})).isFalse();
        assertThat(shows(() -> Files.writeString(target, "11 and more"))).isTrue();
    }

    @Test
    void showsNothingInAFolderWithVeryManyEntries() throws IOException {
        for (int i = 0; i < 200; i++) {
            store.run("1", "%032x".formatted(i), "");
            store.file(RUN + "/params/p" + i, "1");
            store.file("2/" + i, "no experiment");
        }
        assertThat(shows(() -> {})).isFalse();
        assertThat(shows(() -> Files.writeString(path(RUN + "/params/p150"), "12")))
                .isTrue();
    }

    @Test
    void cannotTellWhereAFileIsAsYoungAsTheReading() throws IOException {
        try (FileStores read = FileStores.open(List.of(store.root()), FileStoreOptions.DEFAULT)) {
            StoreContent.of(read);
            assertThat(read.showsChanges()).isFalse();
            assertThat(read.isAsItWas()).isFalse();
        }
    }
}
