package org.filestoremigration.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.verification.Proof;
import org.filestoremigration.verification.VisibleText;
import org.jspecify.annotations.Nullable;

/** What a person needs to know after a migration. */
final class ClosingWords {

    private final PrintWriter out;

    ClosingWords(PrintWriter out) {
        this.out = out;
    }

    /**
     * @param proof null if none was wanted
     * @param blocked how many items of the source were left out
     */
    void print(List<Path> sources, TargetDatabase target, MlflowSchema schema, @Nullable Proof proof, long blocked) {
        out.println();
        if (proof == null) {
            out.println("Not verified, as --no-verify asked: verify compares the database with the source.");
        } else {
            out.println(proof.verdict(blocked));
            out.println("Content digest: " + proof.comparison().contentDigest());
        }
        print(sources, target, schema);
    }

    /** @param verdict what the proof of a merge came to */
    void printMerged(List<Path> sources, TargetDatabase target, MlflowSchema schema, String verdict) {
        out.println();
        out.println(verdict);
        print(sources, target, schema);
    }

    private void print(List<Path> sources, TargetDatabase target, MlflowSchema schema) {
        List<String> versions = schema.mlflowVersions();
        out.println("The database is " + VisibleText.sentence(target.toString()) + ", for MLflow "
                + versions.get(versions.size() - 1) + " (schema " + schema.revision() + ").");
        out.println("Start MLflow on it:");
        out.println("  mlflow server --backend-store-uri " + quoted(target.uri()));
        if (target.toString().indexOf('?') >= 0) {
            out.println("MLflow takes the ? in this name for a query: rename the file first.");
        }
        out.println("Artifacts and trace spans are not part of a database. They stay in "
                + VisibleText.sentence(String.join(
                        " and ",
                        sources.stream()
                                .map(source -> source.toAbsolutePath().toString())
                                .toList()))
                + ": do not delete " + (sources.size() == 1 ? "it." : "them."));
    }

    /** As a shell takes it for one word. */
    private static String quoted(String word) {
        String printable = VisibleText.sentence(word);
        return printable.matches("[A-Za-z0-9_@%+=:,./-]+") ? printable : "'" + printable.replace("'", "'\\''") + "'";
    }
}
