package org.filestoremigration.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.filestoremigration.domain.migration.ArtifactManifest;
import org.filestoremigration.domain.migration.LocationState;
import org.filestoremigration.domain.migration.LocationSurvey;
import org.filestoremigration.sql.MlflowSchema;
import org.filestoremigration.verification.Proof;
import org.filestoremigration.verification.VisibleText;
import org.jspecify.annotations.Nullable;

/** What a person needs to know after a migration. */
final class ClosingWords {

    /** How many places one sentence names. */
    private static final int PLACES = 3;

    private final PrintWriter out;

    private final Style style;
    private final @Nullable String destination;

    /** @param artifacts where they were to go */
    ClosingWords(Terminal terminal, ArtifactOptions artifacts) {
        this.destination = artifacts.destination();
        this.out = terminal.out();
        this.style = new Style(terminal.colors());
    }

    /**
     * @param proof null if none was wanted
     * @param blocked how many items of the source were left out
     */
    void print(TargetDatabase target, MlflowSchema schema, @Nullable Proof proof, long blocked) {
        out.println();
        if (proof == null) {
            out.println(
                    "Not verified, because of --no-verify. The command verify compares the database with the source.");
        } else {
            out.println(style.of(Style.GOOD, proof.verdict(blocked)));
            out.println("Content digest: " + proof.comparison().contentDigest());
        }
        print(target, schema);
    }

    /** @param verdict what the proof of a merge came to */
    void printMerged(TargetDatabase target, MlflowSchema schema, String verdict) {
        out.println();
        out.println(style.of(Style.GOOD, verdict));
        print(target, schema);
    }

    private void print(TargetDatabase target, MlflowSchema schema) {
        List<String> versions = schema.mlflowVersions();
        out.println("The database is " + VisibleText.sentence(target.toString()) + ", for MLflow "
                + versions.get(versions.size() - 1) + " (schema " + schema.revision() + ").");
        out.println("Start MLflow on it:");
        String command = "mlflow server --backend-store-uri " + quoted(target.uri())
                + (destination == null ? "" : " --artifacts-destination " + quoted(destination));
        out.println("  " + (command.contains("|@") ? command : style.of("bold", command)));
        target.hints().forEach(out::println);
    }

    /** What else names experiments by their ids, where these changed. */
    void renumbered(long experiments) {
        if (experiments > 0) {
            out.printf(
                    Locale.ROOT,
                    "%,d %s; the report lists them with the old ones. If you use MLflow's basic-auth app, grant its"
                            + " permissions for the new ids as well.%n",
                    experiments,
                    experiments == 1 ? "experiment has a new id" : "experiments have new ids");
        }
    }

    /**
     * Where the artifacts are that the database points to: what must be kept, and what MLflow will not find.
     *
     * @param keep why the source is needed even if nothing points into it; null if it is not
     */
    void artifacts(
            List<Path> sources, LocationSurvey survey, @Nullable ArtifactManifest copied, @Nullable String keep) {
        if (copied != null) {
            out.println(copied(copied));
        }
        if (copied != null && !survey.needsSource()) {
            out.println("Nothing in the database points into "
                    + VisibleText.sentence(String.join(" and ", typed(sources)))
                    + (keep == null
                            ? " any more. Before you delete the directory, move it aside and check that MLflow, started"
                                    + " on the new database, shows a plot, a model and a trace."
                            : " any more, but keep it: " + keep + "."));
        }
        List<String> kept = new ArrayList<>();
        if (survey.needsSource()) {
            kept.addAll(typed(sources));
        }
        List<LocationSurvey.Prefix> elsewhere = survey.prefixes(LocationState.ELSEWHERE);
        elsewhere.stream().limit(PLACES).forEach(prefix -> kept.add(prefix.text()));
        if (!kept.isEmpty()) {
            out.println("Artifacts and trace spans are not part of a database. They stay in "
                    + VisibleText.sentence(String.join(" and ", kept))
                    + (elsewhere.size() > PLACES ? " and other places" : "")
                    + ": do not delete " + (kept.size() == 1 ? "it." : "them."));
        }
        if (survey.count(LocationState.REMOTE) > 0) {
            List<String> places = survey.prefixes(LocationState.REMOTE).stream()
                    .map(LocationSurvey.Prefix::text)
                    .limit(PLACES)
                    .toList();
            out.printf(
                    Locale.ROOT,
                    "%s on a server, below %s: these files are still needed, and were not checked.%n",
                    Counted.of(survey.count(LocationState.REMOTE), "artifact location"),
                    VisibleText.sentence(String.join(" and ", places)));
        }
        if (survey.prefixes(LocationState.REMOTE).stream()
                .anyMatch(prefix -> prefix.text().startsWith("mlflow-artifacts:"))) {
            out.println("Start the new server with the same --artifacts-destination as the old one.");
        }
        new LocationsText(out, survey).remedy();
    }

    /** Where copies of artifacts are, and that they are equal. */
    static String copied(ArtifactManifest copies) {
        return "Copied to " + VisibleText.sentence(copies.folder()) + ", read back and equal by SHA-256: "
                + Counted.of(copies.count(), "artifact") + ", " + Counted.of(copies.bytes(), "byte") + ".";
    }

    private static List<String> typed(List<Path> sources) {
        return sources.stream().map(Path::toString).toList();
    }

    /** As a shell takes it for one word. */
    static String quoted(String word) {
        String printable = VisibleText.sentence(word);
        return printable.matches("[A-Za-z0-9_@%+=:,./-]+") ? printable : "'" + printable.replace("'", "'\\''") + "'";
    }
}
