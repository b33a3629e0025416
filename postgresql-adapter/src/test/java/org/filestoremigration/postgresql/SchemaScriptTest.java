package org.filestoremigration.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaScriptTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0584bdc529eb", "6953534de441", "bda7b8c39065", "770bee3ae1dd", "1a0cddfcaa16", "71994744cf8e",
                "bf29a5ff90ea", "1bd49d398cd23", "d3e4f5a6b7c8", "1b5f0d9ad7c1", "c3d6457b6d8a", "7d34483879f0",
                "da6fb0208061", "b7e4c1a90f23", "6f8d9c3b2a1e", "b7e2c1a4d9f3", "dc11669786a5", "f4a9b2c7d1e6"
            })
    void makesTheTablesThatItNames(String revision) {
        try (ServerConnection connection = TestServer.connect(TestServer.newDatabase())) {
            SchemaScript script = SchemaScript.of(revision);
            script.create(connection);
            assertThat(new TreeSet<>(TypedColumns.of(connection).names())).containsExactlyElementsOf(script.tables());
            assertThat(connection.text("SELECT version_num FROM alembic_version"))
                    .isEqualTo(revision);
        }
    }
}
