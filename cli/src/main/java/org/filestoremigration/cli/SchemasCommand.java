package org.filestoremigration.cli;

import java.util.concurrent.Callable;
import org.filestoremigration.sql.MlflowSchema;
import picocli.CommandLine.Command;

@Command(
        name = "schemas",
        description = "Lists the MLflow releases that a database can be created for, with their schema revisions.",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  migrate-filestore schemas",
            "  migrate-filestore --source mlruns --target sqlite:///mlflow.db --mlflow-version 3.10.1"
        })
final class SchemasCommand implements Callable<Integer> {

    private final Terminal terminal;

    SchemasCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().println("revision       MLflow");
        for (MlflowSchema schema : MlflowSchema.all()) {
            terminal.out()
                    .printf(
                            "%-14s %s%s%n",
                            schema.revision(),
                            String.join(", ", schema.mlflowVersions()),
                            schema.equals(MlflowSchema.NEWEST_TESTED) ? "   (default)" : "");
        }
        return ExitCode.COMPLETE.status();
    }
}
