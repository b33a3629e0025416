package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.filestoremigration.cli.fixture.TestData;
import org.filestoremigration.filestore.FileStore;
import org.filestoremigration.sqlite.SqliteStore;
import org.filestoremigration.verification.ContentDigest;
import org.filestoremigration.verification.Verification;
import org.filestoremigration.verification.VerificationReport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases that {@code mlflow migrate-filestore} wrote, and what {@code docs/official-losses.md} says of them. */
final class OfficialMigrationTest {

    @TempDir
    private Path folder;

    static List<String> stores() {
        return TestData.stores().stream()
                .filter(store -> !store.equals("0.8.2"))
                .toList();
    }

    private static VerificationReport verify(Path mlruns, Path database) {
        try (FileStore source = FileStore.open(mlruns);
                SqliteStore target = SqliteStore.open(database)) {
            return Verification.compare(source, target);
        }
    }

    /** As the rows of the document begin, without the store. */
    private static List<String> groups(VerificationReport report) {
        return report.counts().entrySet().stream()
                .map(entry -> "| %s | %s | `%s` | %d |"
                        .formatted(
                                entry.getKey().kind().title().toLowerCase(Locale.ROOT),
                                entry.getKey().entityKind().title(),
                                entry.getKey().field(),
                                entry.getValue()))
                .toList();
    }

    private static List<String> documented(String store) {
        String begin = "| `" + store + "` ";
        return TestData.document("official-losses.md")
                .lines()
                .filter(line -> line.startsWith(begin))
                .map(line -> line.substring(begin.length(), line.lastIndexOf('|', line.length() - 2) + 1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void losesWhatTheDocumentSays(String store) {
        Path mlruns = TestData.store(store, folder);

        VerificationReport report = verify(mlruns, TestData.officialDatabase(store, folder));

        assertThat(groups(report)).containsExactlyElementsOf(documented(store));
        assertThat(report.differences())
                .hasSize((int) report.differenceCount())
                .allSatisfy(difference -> assertThat(difference.place()).isPresent());
    }

    @ParameterizedTest
    @MethodSource("stores")
    void findsNothingInTheCorrectedDatabase(String store) {
        Path mlruns = TestData.store(store, folder);
        Path truth = TestData.database(store, "3.17.2", folder);

        VerificationReport report = verify(mlruns, truth);

        assertThat(report.differences()).isEmpty();
    }

    /** Another tool, another order of rows, other ids: the same content, the same digest, as of the files themselves. */
    @ParameterizedTest
    @MethodSource("stores")
    void hasTheDigestOfEveryCompleteMigration(String store) {
        Path mlruns = TestData.store(store, folder);
        Path truth = TestData.database(store, "3.17.2", folder);

        try (FileStore source = FileStore.open(mlruns)) {
            assertThat(ContentDigest.of(source)).isEqualTo(verify(mlruns, truth).contentDigest());
        }
        assertThat(verify(mlruns, TestData.officialDatabase(store, folder))
                        .contentDigest()
                        .equals(verify(mlruns, truth).contentDigest()))
                .as("the digest tells a loss")
                .isEqualTo(documented(store).isEmpty());
    }
}
