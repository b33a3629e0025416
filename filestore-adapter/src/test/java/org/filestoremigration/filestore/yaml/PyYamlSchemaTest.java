package org.filestoremigration.filestore.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.filestoremigration.domain.python.PythonTable;
import org.filestoremigration.filestore.yaml.PyYamlSchema.ScalarType;
import org.junit.jupiter.api.Test;

class PyYamlSchemaTest {

    @Test
    void resolvesPlainScalarsAsPyYamlDoes() {
        List<List<String>> rows = PythonTable.rows(PyYamlSchemaTest.class, "pyyaml-scalars.tsv");
        assertThat(rows).hasSize(265).allSatisfy(row -> {
            String text = row.get(0);
            ScalarType type = PyYamlSchema.typeOf(text);
            assertThat(pythonName(type)).as("type of %s", text).isEqualTo(row.get(1));
            assertThat(value(type, text)).as("value of %s", text).isEqualTo(expected(type, row.get(2)));
        });
    }

    @Test
    void takesHexadecimalDigestsAndRunIdsForText() {
        assertThat(List.of("12e45678", "1e5", "12e03", "1234567890e1234567890123456789012"))
                .allSatisfy(text -> assertThat(PyYamlSchema.typeOf(text)).isEqualTo(ScalarType.TEXT));
    }

    @Test
    void readsManySexagesimalDigitsWithoutRecursion() {
        String text = "1" + ":1".repeat(200_000);
        assertThat(PyYamlSchema.typeOf(text)).isEqualTo(ScalarType.INTEGER);
        assertThat(PyYamlSchema.integer(text)).isEmpty();
    }

    /** PyYAML constructs timestamps, and fails on impossible ones; here their characters stand. */
    private static String expected(ScalarType type, String value) {
        return type == ScalarType.TIMESTAMP || type == ScalarType.MERGE || type == ScalarType.DEFAULT_VALUE
                ? "-"
                : value;
    }

    private static String value(ScalarType type, String text) {
        return switch (type) {
            case INTEGER -> PyYamlSchema.integer(text).map(Object::toString).orElse("error");
            case BOOLEAN -> PyYamlSchema.truth(text).map(Object::toString).orElse("error");
            case FLOAT -> {
                Optional<Double> real =
                        PyYamlSchema.floatingPoint(text).stream().boxed().findFirst();
                yield real.map(PythonTable::bits).orElse("error");
            }
            case TEXT, NULL, TIMESTAMP, MERGE, DEFAULT_VALUE -> "-";
        };
    }

    private static String pythonName(ScalarType type) {
        return switch (type) {
            case TEXT -> "str";
            case NULL -> "null";
            case BOOLEAN -> "bool";
            case INTEGER -> "int";
            case FLOAT -> "float";
            case TIMESTAMP -> "timestamp";
            case MERGE -> "merge";
            case DEFAULT_VALUE -> "value";
        };
    }
}
