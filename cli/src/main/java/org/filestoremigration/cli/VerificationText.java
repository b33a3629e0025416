package org.filestoremigration.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.filestoremigration.verification.Difference;
import org.filestoremigration.verification.VerificationReport;
import org.filestoremigration.verification.VisibleText;
import org.filestoremigration.verification.report.Report.Check;
import org.jspecify.annotations.Nullable;

/** Says what a comparison came to, for a person. */
final class VerificationText {

    private final PrintWriter out;

    VerificationText(PrintWriter out) {
        this.out = out;
    }

    /** One line per kind of entity, the differences, SQLite's complaints, the verdict and the digest. */
    void print(Proof proof) {
        VerificationReport report = proof.comparison();
        out.printf("%-26s %12s %12s %12s %12s%n", "", "source", "target", "equal", "differing");
        report.tallies()
                .forEach((kind, tally) -> out.printf(
                        Locale.ROOT,
                        "%-26s %,12d %,12d %,12d %,12d%n",
                        kind.title(),
                        tally.source(),
                        tally.target(),
                        tally.equal(),
                        tally.differing()));
        differences(report);
        for (Check check : proof.checks()) {
            out.println("SQLite's " + check.name() + ": " + (check.complaints().isEmpty() ? "ok" : "complains"));
            check.complaints().forEach(complaint -> out.println("  " + Printable.of(complaint)));
        }
        out.println(report.verdict());
        out.println("Content digest: " + report.contentDigest());
    }

    private void differences(VerificationReport report) {
        for (Difference.Kind kind : Difference.Kind.values()) {
            if (report.count(kind) > 0) {
                out.printf(Locale.ROOT, "%s: %,d %s%n", kind.title(), report.count(kind), kind.meaning());
                report.differences().stream()
                        .filter(difference -> difference.kind() == kind)
                        .forEach(difference -> out.println("  " + line(difference)));
            }
        }
        long more = report.differenceCount() - report.differences().size();
        if (more > 0) {
            out.printf(Locale.ROOT, "  and %,d more differences, see --limit%n", more);
        }
    }

    private static String line(Difference difference) {
        return Printable.of(difference.entity() + ", " + difference.field()) + ": expected "
                + value(difference.expected()) + ", found " + value(difference.found())
                + difference
                        .place()
                        .map(place -> " (" + Printable.of(place.toString()) + ")")
                        .orElse("");
    }

    private static String value(@Nullable String value) {
        return value == null ? "nothing" : "'" + VisibleText.of(value) + "'";
    }
}
