package org.filestoremigration.cli.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.filestoremigration.cli.fixture.DatabaseQuery;
import org.filestoremigration.cli.fixture.TestData;
import org.filestoremigration.domain.merge.Joining;
import org.filestoremigration.domain.merge.Merge;
import org.filestoremigration.domain.merge.MergeOutcomes;
import org.filestoremigration.domain.merge.OnConflict;
import org.filestoremigration.domain.merge.TargetReaders;
import org.filestoremigration.domain.merge.UnitedStore;
import org.filestoremigration.domain.migration.Progress;
import org.filestoremigration.domain.store.IndexedStore;
import org.filestoremigration.domain.store.StoreAhead;
import org.filestoremigration.domain.store.StoreUpdater;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.filestoremigration.filestore.FileStoreOptions;
import org.filestoremigration.filestore.FileStores;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.sqlite.SqliteStore;
import org.filestoremigration.sqlite.SqliteTargetInUse;
import org.filestoremigration.verification.ContentDigest;
import org.filestoremigration.verification.MergeComparison;
import org.filestoremigration.verification.MergeProof;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was compared while a merge read both sides is a proof of what the database says in the end. */
final class ProvenMergeTest {

    private static final int LIMIT = 10;
    private static final ExperimentId ANY_ID = new ExperimentId(Long.MAX_VALUE);

    @TempDir
    private Path folder;

    private Path database;

    @BeforeEach
    void migrated() {
        database = TestData.database("3.17.2", "3.17.2", folder);
    }

    /** The order matters: each store meets what the ones before it left. */
    @ParameterizedTest
    @EnumSource(names = {"TARGET", "SOURCE"})
    void holdsForStoresThatMlflowWrote(OnConflict onConflict) throws Exception {
        for (String name : List.of("3.17.2", "3.10.1", "2.10.2", "1.14.1")) {
            Path store = TestData.store(name, Files.createDirectory(folder.resolve(name)));
            DatabaseQuery.change(database, "UPDATE runs SET user_id = 'somebody else' WHERE status = 'FINISHED'");

            assertThat(merge(store, onConflict)).as(name).hasValueSatisfying(proof -> {
                assertThat(proof.holds()).isTrue();
                assertThat(proof.verdict()).startsWith("Nothing was lost: ");
                assertThat(proof.ofTarget().contentDigest()).isEqualTo(digest());
            });
        }
    }

    @Test
    void isNoneWhereTheDatabaseDroppedSomething() {
        Path store = folder.resolve("mlruns");
        HandmadeStore.experiment(store, 0, "Default");
        HandmadeStore.run(store, 0, 1, "FINISHED");
        HandmadeStore.write(HandmadeStore.runFolder(store, 0, 1).resolve("params/depth"), "3");
        DatabaseQuery.change(
                database,
                "CREATE TRIGGER loses AFTER INSERT ON params WHEN new.key = 'depth' BEGIN DELETE FROM params WHERE key = 'depth' AND"
                        + " run_uuid = new.run_uuid; END");

        assertThat(merge(store, OnConflict.TARGET)).isEmpty();
    }

    private Optional<MergeProof> merge(Path store, OnConflict onConflict) {
        MergeOutcomes outcomes = new MergeOutcomes();
        MergeComparison made = new MergeComparison(outcomes.lostValues(), LIMIT);
        try (FileStores source = FileStores.openApart(List.of(store), FileStoreOptions.DEFAULT, false);
                SqliteTargetInUse target = SqliteTargetInUse.prepare(database, MlflowSchema.forVersion("3.17.2"))) {
            try (IndexedStore before = target.before();
                    StoreAhead ahead = new StoreAhead("target-before", target.before());
                    StoreUpdater updater = target.updater()) {
                UnitedStore united = UnitedStore.of(source.stores(), before, ANY_ID, new Joining(onConflict, outcomes));
                TargetReaders readers = new TargetReaders(ahead, before);
                Merge.into(united, readers, updater, onConflict, outcomes, Progress.NONE, entity -> {}, made);
                updater.commit();
            }
            Optional<MergeProof> proof = MergeProof.bySum(made, source, target, true, true, Progress.NONE);
            proof.ifPresent(one -> one.publish(target));
            return proof;
        }
    }

    private String digest() {
        try (SqliteStore written = SqliteStore.open(database)) {
            return ContentDigest.of(written);
        }
    }
}
