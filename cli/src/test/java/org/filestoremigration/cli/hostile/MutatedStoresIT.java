package org.filestoremigration.cli.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.TestData;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.store.SourceException;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.filestore.FileStore;
import org.filestoremigration.filestore.FileStoreOptions;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.sqlite.SqliteStore;
import org.filestoremigration.verification.Verification;
import org.filestoremigration.verification.VerificationReport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random damage to stores that real MLflow releases wrote. Whatever it is, the database holds what the reader says, every
 * file is accounted for, what is blocked has a place, and nothing but a refusal of the whole source may be thrown.
 */
class MutatedStoresIT {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int AT_ONCE = 4;
    private static final Set<String> VALUE_FOLDERS = Set.of("params", "tags");

    @TempDir
    private Path folder;

    /** Other seeds: {@code -Dmutation.seed=…}; more rounds of four: {@code -Dmutation.times=…}. */
    @ParameterizedTest
    @CsvSource({"0.8.2, 40", "1.14.1, 60", "2.22.5, 130", "3.17.2, 130", "upgraded-1.14-2.22-3.17, 140"})
    @Timeout(1800)
    void losesNothingSilently(String name, int rounds) throws IOException {
        Path root = TestData.store(name, folder).toRealPath();
        List<Path> files = read(root);
        long seed = Long.getLong("mutation.seed", 20240501L);
        int times = Integer.getInteger("mutation.times", 1);
        int looked = 0;
        for (int i = 0; i < rounds * times; i++) {
            Random random = new Random(seed * 1_000_003 + i);
            List<StoreMutation> mutations = mutate(root, files, random);
            String context = name + ", seed " + seed + ", round " + i + ": " + mutations;
            long start = System.nanoTime();
            try {
                looked += migrate(root, mutations, i % 2 == 0, context);
            } catch (SourceException e) {
                assertThat(e).as(context).hasMessageContaining(root.toString());
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(context, e);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as(context).isLessThan(LONGEST);
            for (StoreMutation mutation : mutations) {
                mutation.takeBack();
            }
        }
        assertThat(looked)
                .as("changed values that were looked up in the database")
                .isPositive();
    }

    private static List<StoreMutation> mutate(Path root, List<Path> files, Random random) throws IOException {
        List<Path> chosen = new ArrayList<>(files);
        Collections.shuffle(chosen, random);
        List<StoreMutation> mutations = new ArrayList<>();
        for (Path file : chosen.subList(0, AT_ONCE)) {
            mutations.add(StoreMutation.apply(root, file, random));
        }
        return mutations;
    }

    /** All files but artifacts and spans, which nobody opens. */
    private static List<Path> read(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !root.relativize(file).toString().matches(".*/(artifacts|\\.trace_data)/.*"))
                    .sorted()
                    .toList();
        }
    }

    /** How many of the changed files are values that the database was asked for. */
    private int migrate(Path root, List<StoreMutation> mutations, boolean repair, String context) throws IOException {
        FileStoreOptions options = FileStoreOptions.DEFAULT.withRepair(repair).withThreads(1);
        Path database = Files.createTempFile(folder, "mutated", ".db");
        Files.delete(database);
        List<String> blocked;
        try (FileStore source = FileStore.open(root, options);
                StoreWriter target = SqliteStore.create(database, MlflowSchema.NEWEST_TESTED)) {
            Migration.copy(source, target, entities -> {});
            target.commit();
            blocked = source.findings().blocked().stream()
                    .map(item -> item.place().path())
                    .toList();
            assertThat(source.findings().blocked())
                    .as(context)
                    .allMatch(item -> Files.exists(root.resolve(item.place().path()))
                            && !item.reason().isEmpty());
            assertThat(source.accounting().files()).as(context).isEqualTo(HostileOutcome.filesBelow(root, false));
        }
        try (FileStore source = FileStore.open(root, options);
                SqliteStore target = SqliteStore.open(database)) {
            VerificationReport report = Verification.compare(source, target);
            assertThat(report.differences()).as(context).isEmpty();
            assertThat(target.foreignKeyCheck()).as(context).isEmpty();
        }
        int looked = 0;
        for (StoreMutation mutation : mutations) {
            Path experiment = root.relativize(mutation.file()).getName(0);
            if (isValue(root, mutation)
                    && blocked.stream().noneMatch(place -> Path.of(place).startsWith(experiment))) {
                holds(database, root, mutation, context);
                looked++;
            }
        }
        Files.delete(database);
        return looked;
    }

    private static boolean isValue(Path root, StoreMutation mutation) {
        Path file = root.relativize(mutation.file());
        return file.getNameCount() == 4
                && VALUE_FOLDERS.contains(file.getName(2).toString())
                && file.getName(1).toString().matches("[0-9a-f]{32}")
                && Files.exists(mutation.file());
    }

    /** Read with no code of the program: the bytes of a changed value are in the database as they are on disk. */
    private static void holds(Path database, Path root, StoreMutation mutation, String context) throws IOException {
        Path file = root.relativize(mutation.file());
        String rows = "SELECT count(*) FROM " + file.getName(2) + " WHERE run_uuid = '" + file.getName(1)
                + "' AND key = '" + file.getName(3) + "' AND value = CAST(x'"
                + hex(strict(Files.readAllBytes(mutation.file()))) + "' AS TEXT)";
        assertThat(DatabaseQuery.integer(database, rows)).as(context).isEqualTo(1);
    }

    private static String strict(byte[] bytes) throws CharacterCodingException {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }
}
