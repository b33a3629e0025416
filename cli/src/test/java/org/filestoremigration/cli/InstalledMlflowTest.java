package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.filestoremigration.sql.MlflowSchema;
import org.junit.jupiter.api.Test;

class InstalledMlflowTest {

    private final StringWriter said = new StringWriter();
    private final PrintWriter err = new PrintWriter(said);

    @Test
    void givesTheSchemaOfTheInstalledRelease() {
        MlflowSchema schema = new InstalledMlflow("3.10.1").schema(err);
        assertThat(schema).isSameAs(MlflowSchema.forVersion("3.10.1"));
        assertThat(said)
                .hasToString(
                        "migrate-filestore: MLflow 3.10.1 is installed here; the database is made for it (choose another release with --mlflow-version)"
                                + System.lineSeparator());
    }

    @Test
    void givesTheNewestTestedOneForAReleaseThatIsNotKnown() {
        assertThat(new InstalledMlflow("2.14.0").schema(err)).isSameAs(MlflowSchema.NEWEST_TESTED);
        assertThat(said)
                .hasToString(
                        "migrate-filestore: MLflow 2.14.0 is installed here; its schema is unknown, so the database is made for "
                                + MlflowSchema.NEWEST_TESTED + " (the command schemas lists all)"
                                + System.lineSeparator());
    }

    @Test
    void saysNothingWhereNoMlflowIs() {
        assertThat(new InstalledMlflow(null).schema(err)).isSameAs(MlflowSchema.NEWEST_TESTED);
        assertThat(said.toString()).isEmpty();
    }
}
