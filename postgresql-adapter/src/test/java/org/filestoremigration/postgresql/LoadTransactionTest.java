package org.filestoremigration.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.store.RefusedRowException;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.sql.jooq.tables.records.ExperimentsRecord;
import org.filestoremigration.sql.jooq.tables.records.MetricsRecord;
import org.filestoremigration.sql.jooq.tables.records.RunsRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LoadTransactionTest {

    private static final String NEWEST = "dc11669786a5";

    /** Everything that a load could change without changing a row. */
    private static final String DEFINITIONS = """
            SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
              SELECT c.relname || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid) || k.convalidated
                FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
                WHERE k.connamespace = current_schema()::regnamespace
              UNION ALL SELECT indexname || ' ' || indexdef FROM pg_indexes WHERE schemaname = current_schema()
              UNION ALL SELECT tgname || ' ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
              UNION ALL SELECT sequencename || ' ' || coalesce(last_value::text, '-') FROM pg_sequences
                WHERE schemaname = current_schema()
            ) AS lines(line)
            """;

    @Nested
    class Loading {

        @Test
        void putsRowsAndTheSequenceWhereMlflowExpectsThem() {
            String uri = TestServer.newMlflowDatabase(NEWEST);
            String before = TestServer.value(uri, DEFINITIONS);
            try (LoadTransaction load = begin(uri)) {
                assertThat(load.madeTheSchema()).isFalse();
                assertThat(load.isOwner()).isTrue();
                addRun(load);
                load.loaded();
                load.commit();
            }
            assertThat(TestServer.value(
                            uri, "SELECT string_agg(experiment_id || name, ',' ORDER BY 1) FROM experiments"))
                    .isEqualTo("0Default,7seven");
            assertThat(TestServer.value(uri, "SELECT count(*) FROM metrics")).isEqualTo("50000");
            assertThat(TestServer.value(uri, "SELECT nextval('experiments_experiment_id_seq')"))
                    .isEqualTo("8");
            assertThat(TestServer.value(uri, "SELECT sum(value) FROM metrics")).isEqualTo("1249975000");
            TestServer.execute(uri, "ALTER SEQUENCE experiments_experiment_id_seq RESTART");
            assertThat(TestServer.value(uri, DEFINITIONS)).isEqualTo(before);
        }

        @Test
        void makesTheSchemaItselfWhereThereIsNone() {
            String uri = TestServer.newDatabase();
            try (LoadTransaction load = begin(uri)) {
                assertThat(load.madeTheSchema()).isTrue();
                addRun(load);
                load.loaded();
                load.commit();
            }
            TestServer.execute(uri, "ALTER SEQUENCE experiments_experiment_id_seq RESTART");
            assertThat(TestServer.value(uri, DEFINITIONS))
                    .isEqualTo(TestServer.value(TestServer.newMlflowDatabase(NEWEST), DEFINITIONS));
        }

        @Test
        void leavesNothingWithoutACommit() {
            String empty = TestServer.newDatabase();
            String fresh = TestServer.newMlflowDatabase(NEWEST);
            String before = TestServer.value(fresh, DEFINITIONS);
            for (String uri : List.of(empty, fresh)) {
                try (LoadTransaction load = begin(uri)) {
                    addRun(load);
                    load.loaded();
                }
            }
            assertThat(TestServer.value(empty, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                    .isEqualTo("0");
            assertThat(TestServer.value(fresh, DEFINITIONS)).isEqualTo(before);
            assertThat(TestServer.value(fresh, "SELECT string_agg(name, ',') FROM experiments"))
                    .isEqualTo("Default");
            assertThat(TestServer.value(fresh, "SELECT pg_relation_size('metrics')"))
                    .isEqualTo("0");
        }

        @Test
        void showsOthersNothingBeforeTheCommit() {
            String uri = TestServer.newMlflowDatabase(NEWEST);
            try (LoadTransaction load = begin(uri)) {
                addRun(load);
                load.loaded();
                assertThat(load.connection().text("SELECT count(*) FROM experiments"))
                        .isEqualTo("2");
                assertThat(TestServer.value(uri, "SELECT count(*) FROM experiments"))
                        .isEqualTo("1");
            }
        }

        @Test
        void goesToTheFirstSchemaOfTheSearchPath() {
            String uri = TestServer.newDatabase();
            TestServer.execute(uri, "CREATE SCHEMA mlflow");
            try (LoadTransaction load = begin(uri + "?options=-csearch_path%3Dmlflow")) {
                addRun(load);
                load.loaded();
                load.commit();
            }
            assertThat(TestServer.value(uri, "SELECT count(*) FROM mlflow.runs"))
                    .isEqualTo("1");
            assertThat(TestServer.value(uri, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                    .isEqualTo("0");
        }

        @Test
        void worksForARoleThatOwnsNothing() {
            String uri = TestServer.newMlflowDatabase(NEWEST);
            TestServer.execute(uri, "CREATE ROLE writer LOGIN PASSWORD 'w'");
            TestServer.execute(uri, "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO writer");
            TestServer.execute(uri, "GRANT USAGE, UPDATE ON ALL SEQUENCES IN SCHEMA public TO writer");
            String before = TestServer.value(uri, DEFINITIONS);
            try (LoadTransaction load = begin(uri.replace("postgres@", "writer:w@"))) {
                assertThat(load.isOwner()).isFalse();
                addRun(load);
                load.loaded();
                load.commit();
            }
            assertThat(TestServer.value(uri, "SELECT count(*) FROM metrics")).isEqualTo("50000");
            assertThat(TestServer.value(uri, "SELECT nextval('experiments_experiment_id_seq')"))
                    .isEqualTo("8");
            TestServer.execute(uri, "ALTER SEQUENCE experiments_experiment_id_seq RESTART");
            assertThat(TestServer.value(uri, DEFINITIONS)).isEqualTo(before);
        }

        @Test
        void saysWhatARowBroke() {
            String uri = TestServer.newMlflowDatabase(NEWEST);
            try (LoadTransaction load = begin(uri)) {
                addRun(load);
                addMetric(load, 0);
                assertThatThrownBy(load::loaded)
                        .isInstanceOf(RefusedRowException.class)
                        .hasMessageStartingWith(shown(uri) + " rejected a row: could not create unique index");
            }
        }
    }

    @Nested
    class Refusals {

        @Test
        void aDatabaseInUse() {
            String uri = TestServer.newMlflowDatabase(NEWEST);
            TestServer.execute(
                    uri, "INSERT INTO experiments (experiment_id, name, lifecycle_stage) VALUES (1, 'a', 'active')");
            TestServer.execute(uri, "INSERT INTO registered_models (name) VALUES ('m'), ('n')");
            refuses(
                    uri,
                    shown(uri)
                            + " is in use: it contains rows, 1 in experiments, 2 in registered_models; this program deletes nothing"
                            + " in a server's database: add to it with --merge, or make a new one.");
        }

        @Test
        void aDefaultExperimentWithATag() {
            String uri = TestServer.newMlflowDatabase(NEWEST);
            TestServer.execute(uri, "INSERT INTO experiment_tags (key, value, experiment_id) VALUES ('a', 'b', 0)");
            refuses(
                    uri,
                    shown(uri)
                            + " is in use: it contains rows, 1 in experiment_tags; this program deletes nothing in a server's"
                            + " database: add to it with --merge, or make a new one.");
        }

        @Test
        void aDatabaseOfSomethingElse() {
            String uri = TestServer.newDatabase();
            TestServer.execute(uri, "CREATE TABLE t (n int)");
            refuses(
                    uri,
                    shown(uri)
                            + " is not MLflow's: it has tables, but not alembic_version; name an empty database or one that MLflow created.");
        }

        @Test
        void anotherEncoding() {
            String uri = TestServer.newDatabase("ENCODING 'SQL_ASCII' LOCALE 'C'");
            refuses(
                    uri,
                    shown(uri) + " is encoded in SQL_ASCII, where nothing checks the text: create a database with"
                            + " ENCODING 'UTF8' TEMPLATE template0.");
        }

        @Test
        void aSessionThatOnlyReads() {
            String uri = TestServer.newMlflowDatabase(NEWEST);
            refuses(
                    uri + "?options=-cdefault_transaction_read_only%3Don",
                    shown(uri) + " cannot be written: it is a standby, or its sessions are read only; name the primary"
                            + " server.");
        }

        @Test
        void aSchemaThatIsNotThere() {
            String uri = TestServer.newDatabase();
            refuses(
                    uri + "?options=-csearch_path%3Dnowhere",
                    shown(uri)
                            + " has no schema in which tables can be created: create the first one of its search_path, or"
                            + " name another with ?options=-csearch_path%3DNAME.");
        }

        @Test
        void aRoleThatMayNotCreate() {
            String uri = TestServer.newDatabase();
            TestServer.execute(uri, "CREATE ROLE guest LOGIN");
            assertThatThrownBy(() -> begin(uri.replace("postgres@", "guest@")))
                    .isInstanceOf(TargetException.class)
                    .hasMessage(
                            "The role guest lacks a permission in " + shown(uri).replace("postgres@", "guest@")
                                    + ": permission denied for schema public; connect as the owner of the database, or have the permission granted.");
        }

        @Test
        void somebodyWhoWrites() throws Exception {
            String uri = TestServer.newMlflowDatabase(NEWEST);
            try (ServerConnection other = TestServer.connect(uri)) {
                other.jdbc().setAutoCommit(false);
                other.execute("UPDATE experiments SET name = 'x'");
                refuses(
                        uri + "?options=-clock_timeout%3D100ms",
                        "Another program is writing to " + shown(uri) + ": stop MLflow on it and migrate again.");
            }
        }

        private void refuses(String uri, String message) {
            assertThatThrownBy(() -> begin(uri))
                    .isInstanceOf(TargetException.class)
                    .hasMessage(message);
        }
    }

    @Nested
    class LostConnection {

        @Test
        void saysThatTheDataIsThereWhereTheServerHasCommitted() throws Exception {
            String uri = TestServer.newMlflowDatabase(NEWEST);
            try (CuttingProxy proxy = new CuttingProxy(TestServer.port())) {
                String through = proxy.uri(uri);
                LoadTransaction load = begin(through);
                addRun(load);
                load.loaded();
                assertThatThrownBy(load::commit)
                        .isInstanceOf(TargetException.class)
                        .hasMessage(
                                "The connection to " + shown(through)
                                        + " was lost during COMMIT; the data was committed and is complete: check it with the command verify.");
                load.close();
            }
            assertThat(TestServer.value(uri, "SELECT count(*) FROM metrics")).isEqualTo("50000");
        }

        @Test
        void saysThatNothingWasWrittenWhereNothingWas() {
            String uri = TestServer.newMlflowDatabase(NEWEST);
            try (LoadTransaction load = begin(uri)) {
                addRun(load);
                load.loaded();
                String pid = load.connection().text("SELECT pg_backend_pid()");
                TestServer.value(uri, "SELECT pg_terminate_backend(" + pid + ", 5000)");
                assertThatThrownBy(load::commit)
                        .isInstanceOf(TargetException.class)
                        .hasMessage("The connection to " + shown(uri)
                                + " was lost during COMMIT; nothing was written: migrate again.");
            }
        }
    }

    private static LoadTransaction begin(String uri) {
        return LoadTransaction.begin(TestServer.settings(uri), found -> Optional.of(found.orElse(NEWEST)));
    }

    private static String shown(String uri) {
        return TestServer.settings(uri).toString();
    }

    private static void addRun(LoadTransaction load) {
        for (long id : new long[] {0, 7}) {
            ExperimentsRecord experiment = new ExperimentsRecord();
            experiment.setExperimentId(id);
            experiment.setName(id == 0 ? "Default" : "seven");
            experiment.setLifecycleStage("active");
            experiment.setWorkspace("default");
            load.rows().add(experiment);
        }
        RunsRecord run = new RunsRecord();
        run.setRunUuid("r");
        run.setExperimentId(7L);
        load.rows().add(run);
        for (int i = 0; i < 50_000; i++) {
            addMetric(load, i);
        }
    }

    private static void addMetric(LoadTransaction load, long step) {
        MetricsRecord point = new MetricsRecord();
        point.setRunUuid("r");
        point.setKey("loss");
        point.setValue((double) step);
        point.setTimestamp(1L);
        point.setStep(step);
        point.setIsNan(false);
        load.rows().add(point);
    }
}
