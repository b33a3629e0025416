package org.filestoremigration.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.finding.Irregularity;
import org.filestoremigration.domain.migration.Migration;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.SampleExperiments;
import org.filestoremigration.domain.store.SampleRuns;
import org.filestoremigration.domain.store.SampleStore;
import org.filestoremigration.domain.store.Share;
import org.filestoremigration.domain.store.SharedStore;
import org.filestoremigration.domain.store.StoreReader;
import org.filestoremigration.domain.store.StoreWalk;
import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.filestoremigration.domain.tracking.Run;
import org.filestoremigration.sql.MlflowSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedReadingTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() {
        file = folder.resolve("mlflow.db");
        try (StoreReader sample = SampleStore.create().reader();
                StoreWriter writer = SqliteStore.create(file, MlflowSchema.NEWEST_TESTED)) {
            Migration.copy(sample, writer, Progress.NONE);
            writer.commit();
        }
    }

    private static List<Entity> walked(StoreReader store) {
        List<Entity> entities = new ArrayList<>();
        try (store) {
            StoreWalk.walk(store, entities::add);
        }
        return entities;
    }

    private static List<Run> runs(List<Entity> entities) {
        return entities.stream()
                .filter(Run.class::isInstance)
                .map(Run.class::cast)
                .toList();
    }

    @Test
    void deliversWhatOneReaderDoes() {
        List<Entity> whole = walked(SqliteStore.open(file));

        assertThat(walked(SqliteStore.openShared(file))).isEqualTo(whole).hasSizeGreaterThan(20);
    }

    @Test
    void sharesTheRunsOut() {
        int all = runs(walked(SqliteStore.open(file))).size();
        int first = runs(walked(SqliteStore.open(file, Share.FIRST))).size();
        int second = runs(walked(SqliteStore.open(file, Share.SECOND))).size();

        assertThat(first + second).isEqualTo(all);
        assertThat(second).isPositive().isLessThanOrEqualTo(first);
    }

    @Test
    void isHowABigNewDatabaseIsReadBack() {
        try (SqliteTarget small = written("small.db", 1_000);
                SqliteTarget big = written("big.db", 60_000);
                StoreReader one = small.writtenInOrder();
                StoreReader two = big.writtenInOrder()) {
            assertThat(one).isInstanceOf(SqliteStore.class);
            assertThat(two).isInstanceOf(SharedStore.class);
            List<Entity> entities = new ArrayList<>();
            StoreWalk.walk(two, entities::add);
            assertThat(entities.stream().filter(Metric.class::isInstance)).hasSize(120_000);
            assertThat(big.checks())
                    .allSatisfy(check -> assertThat(check.complaints()).isEmpty());
        }
    }

    private SqliteTarget written(String name, int points) {
        SqliteTarget target = SqliteTarget.prepare(folder.resolve(name), false, MlflowSchema.NEWEST_TESTED);
        try (StoreWriter writer = target.writer()) {
            Experiment experiment = SampleExperiments.FULL;
            writer.write(experiment);
            for (Run run : SampleRuns.runs(experiment).subList(0, 2)) {
                writer.write(run);
                writer.write(
                        run,
                        LongStream.range(0, points)
                                .mapToObj(step -> new Metric("loss", 0.5, false, step, step))
                                .iterator());
            }
            writer.commit();
        }
        return target;
    }

    @Test
    void findsInBothSharesWhatIsIrregular() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE runs SET name = CAST(name AS BLOB)");
        }
        int runs = runs(walked(SqliteStore.open(file))).size();

        try (StoreReader shared = SqliteStore.openShared(file)) {
            StoreWalk.walk(shared, entity -> {});
            assertThat(shared.findings().takeIrregularities().stream().map(Irregularity::entity))
                    .hasSizeGreaterThanOrEqualTo(runs)
                    .extracting(Object::toString)
                    .containsAll(irregularRuns());
        }
    }

    private List<String> irregularRuns() {
        try (StoreReader whole = SqliteStore.open(file)) {
            StoreWalk.walk(whole, entity -> {});
            return whole.findings().takeIrregularities().stream()
                    .map(irregularity -> irregularity.entity().toString())
                    .toList();
        }
    }
}
