package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.filestoremigration.domain.store.StoreTarget;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.sqlite.SqliteTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {

    @TempDir
    private Path folder;

    private final Interruption interruption = new Interruption();

    @Test
    void saysThatNothingIsLeft() {
        try (StoreTarget file = SqliteTarget.prepare(folder.resolve("mlflow.db"), false, MlflowSchema.NEWEST_TESTED)) {
            interruption.begun(file);
        }

        assertThat(said()).isEqualTo("migrate-filestore: interrupted; nothing was left behind\n");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void saysThatTheDatabaseIsThereOnceItIsInItsPlace() {
        try (StoreTarget file = SqliteTarget.prepare(folder.resolve("mlflow.db"), false, MlflowSchema.NEWEST_TESTED)) {
            interruption.begun(file);
            file.publish();
        }

        assertThat(said())
                .isEqualTo("migrate-filestore: interrupted; the database was already complete and is in place\n");
        assertThat(folder.resolve("mlflow.db")).exists();
    }

    @Test
    void stopsTheWorkAtItsNextEntity() {
        interruption.raise();

        assertThatThrownBy(() -> interruption.watching(entities -> {}).advanced(1))
                .isInstanceOf(Interruption.RaisedException.class);
    }

    private String said() {
        StringWriter err = new StringWriter();
        interruption.say(Terminal.of(new PrintWriter(new StringWriter()), new PrintWriter(err)));
        return err.toString();
    }
}
