package org.filestoremigration.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import org.filestoremigration.domain.store.StoreWriter;
import org.filestoremigration.sql.MlflowSchema;
import org.junit.jupiter.api.Test;

/** A look at a database, and what comes of the tables that it makes. */
class PlaceTest {

    private static final String TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
    private static final String OTHERS =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    @Test
    void goesOnWithTheTablesThatItMade() {
        String uri = TestServer.newDatabase();
        try (PostgresqlTarget.Place place = PostgresqlTarget.look(TestServer.settings(uri), null)) {
            assertThat(place.schema()).isEqualTo(MlflowSchema.NEWEST_TESTED);
            assertThat(place.limits().lengths()).containsEntry("metrics.key", 250);
            assertThat(TestServer.value(uri, TABLES)).isEqualTo("0");
            try (PostgresqlTarget target = place.begin();
                    StoreWriter writer = target.writer()) {
                assertThat(target.madeTheSchema()).isTrue();
                assertThat(TestServer.value(uri, OTHERS)).isEqualTo("1");
                writer.commit();
                target.publish();
            }
        }
        assertThat(TestServer.value(uri, TABLES))
                .isEqualTo(
                        TestServer.value(TestServer.newMlflowDatabase(MlflowSchema.NEWEST_TESTED.revision()), TABLES));
    }

    @Test
    void forgetsTheTablesThatNobodyWants() {
        String uri = TestServer.newDatabase();
        PostgresqlTarget.look(TestServer.settings(uri), MlflowSchema.forVersion("2.22.0"))
                .close();
        assertThat(TestServer.value(uri, TABLES)).isEqualTo("0");
    }

    @Test
    void leavesTheTablesThatAreThereToOthers() {
        String uri = TestServer.newMlflowDatabase(MlflowSchema.NEWEST_TESTED.revision());
        try (PostgresqlTarget.Place place = PostgresqlTarget.look(TestServer.settings(uri), null)) {
            TestServer.execute(uri, "INSERT INTO experiments (name, lifecycle_stage) VALUES ('other', 'deleted')");
            TestServer.execute(uri, "DELETE FROM experiments WHERE name = 'other'");
            try (PostgresqlTarget target = place.begin()) {
                assertThat(target.madeTheSchema()).isFalse();
                assertThat(target.schema()).isEqualTo(place.schema());
            }
        }
    }
}
