package org.filestoremigration.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.filestoremigration.domain.store.Check;
import org.filestoremigration.verification.Difference;
import org.filestoremigration.verification.Proof;
import org.filestoremigration.verification.VerificationReport;
import org.filestoremigration.verification.VisibleText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** Says what a comparison came to, for a person. */
final class VerificationText {

    private final PrintWriter out;
    private final Ansi ansi;
    private final String remedy;

    /**
     * @param colors whether the verdict and the numbers that make it may have one; the words say it all without
     * @param remedy how to see more differences than are kept: a clause behind a comma, or nothing
     */
    VerificationText(PrintWriter out, boolean colors, String remedy) {
        this.out = out;
        this.remedy = remedy;
        this.ansi = colors ? Ansi.ON : Ansi.OFF;
    }

    private String colored(String style, String text) {
        return ansi.new Text("@|" + style + " " + text + "|@").toString();
    }

    /** One line per kind of entity, the differences, what the database says of itself, the digest and the verdict. */
    void print(Proof proof, long blocked) {
        details(proof);
        verdict(proof, blocked);
    }

    /** What the verdict rests on. */
    void details(Proof proof) {
        VerificationReport report = proof.comparison();
        out.printf("%-26s %12s %12s %12s %12s%n", "", "source", "target", "equal", "differing");
        report.tallies().forEach((kind, tally) -> {
            boolean differs = tally.equal() != tally.source() || tally.equal() != tally.target();
            String line = String.format(
                    Locale.ROOT,
                    "%-26s %,12d %,12d %,12d %,12d",
                    kind.title(),
                    tally.source(),
                    tally.target(),
                    tally.equal(),
                    tally.differing());
            out.println(differs ? colored("red", line) : line);
        });
        differences(report);
        checks(proof.checks());
    }

    /** The last words. */
    void verdict(Proof proof, long blocked) {
        out.println("Content digest: " + proof.comparison().contentDigest());
        out.println(colored(proof.holds() ? "bold,green" : "bold,red", proof.verdict(blocked)));
    }

    void checks(List<Check> checks) {
        for (Check check : checks) {
            out.println("The database's own " + check.name() + ": "
                    + (check.complaints().isEmpty() ? "ok" : "complains"));
            check.complaints().forEach(complaint -> out.println("  " + VisibleText.sentence(complaint)));
        }
    }

    void differences(VerificationReport report) {
        for (Difference.Kind kind : Difference.Kind.values()) {
            if (report.count(kind) > 0) {
                out.printf(Locale.ROOT, "%s: %,d %s%n", kind.title(), report.count(kind), kind.meaning());
                groups(report, kind);
                report.differences().stream()
                        .filter(difference -> difference.kind() == kind)
                        .forEach(difference -> out.println("  " + line(difference)));
            }
        }
        long more = report.differenceCount() - report.differences().size();
        if (more > 0) {
            out.printf(Locale.ROOT, "  and %,d more differences%s%n", more, remedy);
        }
    }

    private void groups(VerificationReport report, Difference.Kind kind) {
        report.counts().forEach((group, count) -> {
            if (group.kind() == kind) {
                out.printf(
                        Locale.ROOT,
                        "%,9d × %s, %s%n",
                        count,
                        group.entityKind().title(),
                        group.field());
            }
        });
    }

    private static String line(Difference difference) {
        return VisibleText.sentence(difference.entity() + ", " + difference.field()) + ": expected "
                + value(difference, difference.expected()) + ", found " + value(difference, difference.found())
                + difference
                        .place()
                        .map(place -> " (" + VisibleText.sentence(place.toString()) + ")")
                        .orElse("");
    }

    /** Without quotation marks NULL is no text. */
    private static String value(Difference difference, @Nullable String value) {
        String none = difference instanceof Difference.Changed ? "NULL" : "nothing";
        return value == null ? none : "'" + VisibleText.of(value) + "'";
    }
}
