package org.filestoremigration.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.filestoremigration.domain.store.Feature;
import org.filestoremigration.domain.store.TargetException;
import org.filestoremigration.domain.trace.SpanForm;
import org.filestoremigration.sql.MlflowSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MlflowSchemaTest {

    private static final Pattern END_OF_STATEMENT = Pattern.compile(";\n(?=CREATE |INSERT |$)");

    @TempDir
    private Path folder;

    /** By revision, what Python's SQLite says of the DDL; of two revisions it says the same of databases that MLflow made. */
    private static Map<String, String> structures() throws IOException {
        try (InputStream in = MlflowSchemaTest.class.getResourceAsStream("schema-structure.tsv")) {
            String table = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> structures = new TreeMap<>();
            table.lines().forEach(line -> structures.put(line.split("\t", 2)[0], line.split("\t", 2)[1]));
            return structures;
        }
    }

    static List<MlflowSchema> schemas() {
        return MlflowSchema.all();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void createsTheStructureThatMlflowHas(MlflowSchema schema) throws Exception {
        Path file = folder.resolve("mlflow.db");
        try (NewDatabase database = NewDatabase.create(file, schema)) {
            database.commit(Set.of());
        }

        assertThat(SchemaStructure.of(file)).isEqualTo(structures().get(schema.revision()));
    }

    /** SQLite keeps the text of each statement; here it is taken from the script without asking SQLite. */
    @ParameterizedTest
    @MethodSource("schemas")
    void executesEachStatementOfTheScript(MlflowSchema schema) throws Exception {
        Path file = folder.resolve("mlflow.db");
        try (NewDatabase database = NewDatabase.create(file, schema)) {
            database.commit(Set.of());
        }
        Set<String> expected = new TreeSet<>();
        for (String statement : END_OF_STATEMENT.split(schema.ddl(), 0)) {
            String text = statement.replaceAll("(?m)^--.*\n", "");
            if (text.startsWith("CREATE ")) {
                expected.add(text);
            }
        }

        Set<String> found = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        assertThat(found).isEqualTo(expected).hasSizeGreaterThanOrEqualTo(30);
    }

    @Test
    void knowsEachRevisionOnce() throws IOException {
        assertThat(MlflowSchema.all())
                .extracting(MlflowSchema::revision)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(structures().keySet());
    }

    @Test
    void knowsEachReleaseOnce() {
        assertThat(MlflowSchema.all())
                .flatExtracting(MlflowSchema::mlflowVersions)
                .doesNotHaveDuplicates()
                .hasSize(38);
    }

    @Test
    void findsTheSchemaOfARelease() {
        assertThat(MlflowSchema.forVersion("3.1.0").revision()).isEqualTo("6953534de441");
        assertThat(MlflowSchema.forVersion("3.0.1").revision()).isEqualTo("bda7b8c39065");
        assertThat(MlflowSchema.forVersion("3.7.0").revision()).isEqualTo("bf29a5ff90ea");
        assertThat(MlflowSchema.NEWEST_TESTED.revision()).isEqualTo("dc11669786a5");
        assertThat(MlflowSchema.forRevision("1bd49d398cd23").mlflowVersions()).containsExactly("3.8.0", "3.8.1");
        assertThat(MlflowSchema.forRevision("1b5f0d9ad7c1")).hasToString("MLflow 3.10.0, 3.10.1 (1b5f0d9ad7c1)");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> MlflowSchema.forVersion("3.19.0"))
                .isInstanceOf(TargetException.class)
                .hasMessage("The schema of MLflow 3.19.0 is not known; choose a release from 2.22.0 to 3.18.0.");
        assertThatThrownBy(() -> MlflowSchema.forRevision("c0ffee"))
                .isInstanceOf(TargetException.class)
                .hasMessage(
                        "The schema revision c0ffee is not known; the known ones are those of MLflow 2.22.0 to 3.18.0.");
    }

    @Test
    void saysInWhichFormItHoldsSpans() {
        Map<Optional<SpanForm>, List<String>> first = new LinkedHashMap<>();
        for (MlflowSchema schema : MlflowSchema.all()) {
            first.computeIfAbsent(schema.spanForm(), form -> schema.mlflowVersions());
        }
        assertThat(first)
                .containsExactly(
                        entry(Optional.empty(), List.of("2.22.0", "2.22.1", "2.22.2", "2.22.4", "2.22.5")),
                        entry(Optional.of(SpanForm.CONTENT), List.of("3.5.0", "3.5.1", "3.6.0", "3.7.0")),
                        entry(Optional.of(SpanForm.DIMENSIONS), List.of("3.10.0", "3.10.1")),
                        entry(Optional.of(SpanForm.COLUMNS), List.of("3.17.0", "3.17.1", "3.17.2")));
        assertThat(MlflowSchema.forVersion("3.18.0").spanForm()).contains(SpanForm.COLUMNS);
    }

    @Test
    void saysWhatItCannotHold() {
        assertThat(MlflowSchema.forVersion("2.22.5").unsupported()).containsExactly(Feature.values());
        assertThat(MlflowSchema.forVersion("3.1.0").unsupported())
                .containsExactly(Feature.ASSESSMENTS, Feature.TRACE_PREVIEWS, Feature.ISSUE_REFERENCES);
        assertThat(MlflowSchema.forVersion("3.2.0").unsupported()).containsExactly(Feature.ISSUE_REFERENCES);
        assertThat(MlflowSchema.forVersion("3.10.1").unsupported()).containsExactly(Feature.ISSUE_REFERENCES);
        assertThat(MlflowSchema.forVersion("3.11.1").unsupported()).isEmpty();
        assertThat(MlflowSchema.NEWEST_TESTED.unsupported()).isEmpty();
    }
}
