package org.filestoremigration.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.filestoremigration.domain.store.Check;
import org.filestoremigration.verification.Difference;
import org.filestoremigration.verification.Proof;
import org.filestoremigration.verification.Tally;
import org.filestoremigration.verification.VerificationReport;
import org.filestoremigration.verification.VisibleText;
import org.jspecify.annotations.Nullable;

/** Says what a comparison came to, for a person. */
final class VerificationText {

    private final PrintWriter out;
    private final Style style;
    private final String remedy;

    /**
     * @param terminal whose colors, if any, go to the verdict and the numbers that make it
     * @param remedy how to see more differences than are kept: a clause behind a comma, or nothing
     */
    VerificationText(Terminal terminal, String remedy) {
        this.out = terminal.out();
        this.remedy = remedy;
        this.style = new Style(terminal.colors());
    }

    /** One line per kind of entity that differs, the differences, the database's own checks, the digest and the verdict. */
    void print(Proof proof, long blocked) {
        details(proof, false);
        verdict(proof, blocked);
    }

    /**
     * What the verdict is based on.
     *
     * @param all whether kinds in which nothing differs have a line too
     */
    void details(Proof proof, boolean all) {
        VerificationReport report = proof.comparison();
        if (all || report.tallies().values().stream().anyMatch(VerificationText::differs)) {
            out.printf("%-26s %12s %12s %12s %12s%n", "", "source", "target", "equal", "differing");
        }
        report.tallies().forEach((kind, tally) -> {
            boolean differs = differs(tally);
            if (!differs && !all) {
                return;
            }
            String line = String.format(
                    Locale.ROOT,
                    "%-26s %,12d %,12d %,12d %,12d",
                    kind.title(),
                    tally.source(),
                    tally.target(),
                    tally.equal(),
                    tally.differing());
            out.println(differs ? style.of("red", line) : line);
        });
        differences(report);
        checks(proof.checks());
    }

    private static boolean differs(Tally tally) {
        return tally.equal() != tally.source() || tally.equal() != tally.target();
    }

    /** The last words. */
    void verdict(Proof proof, long blocked) {
        out.println("Content digest: " + proof.comparison().contentDigest());
        out.println(style.of(proof.holds() ? Style.GOOD : Style.BAD, proof.verdict(blocked)));
    }

    void checks(List<Check> checks) {
        for (Check check : checks) {
            out.println("The database's own " + check.name() + ": "
                    + (check.complaints().isEmpty() ? "ok" : "failed"));
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

    /** Without quotation marks NULL is not text. */
    private static String value(Difference difference, @Nullable String value) {
        String none = difference instanceof Difference.Changed ? "NULL" : "nothing";
        return value == null ? none : "'" + VisibleText.of(value) + "'";
    }
}
