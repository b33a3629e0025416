package org.filestoremigration.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.domain.migration.MigrationSummary;
import org.filestoremigration.filestore.FileStores;
import org.filestoremigration.verification.VisibleText;

/** Says what was read, for a person: a few lines of each kind, the rest is for the report. */
final class FindingsText {

    /** How many places of one kind a terminal shows. */
    static final int SHOWN = 20;

    private final PrintWriter out;
    private final Style style;

    FindingsText(Terminal terminal) {
        this.out = terminal.out();
        this.style = new Style(terminal.colors());
    }

    /** All that one reading of a store has shown, below a heading for what it holds. */
    void all(String heading, ContentCounts counts, FileStores source) {
        contents(heading, counts);
        source(source);
    }

    /** What was read, migrated or compared, as people count it. */
    void contents(String heading, ContentCounts counts) {
        out.println(heading);
        counts.lines().forEach(out::println);
    }

    /** What a reading has shown of the source's files. */
    void source(FileStores source) {
        files(source.accounting(), source.findings());
        normalizations(source.findings());
        notes(source.findings());
        repairs(source.findings());
        blocked(source.findings());
    }

    /** The number of rows of every kind. */
    void rows(MigrationSummary summary) {
        out.println("Rows:");
        for (EntityKind kind : EntityKind.values()) {
            if (summary.count(kind) > 0) {
                out.printf(Locale.ROOT, "  %-26s %,12d%n", kind.title(), summary.count(kind));
            }
        }
    }

    private void files(Accounting accounting, Findings findings) {
        out.printf(
                Locale.ROOT,
                "Files of the source: %,d = %,d migrated + %,d normalized + %,d left alone + %,d blocked%s%n",
                accounting.files(),
                accounting.migrated(),
                accounting.normalized(),
                accounting.leftAlone(),
                accounting.blocked(),
                accounting.blocked() == 0 && findings.blockedCount() > 0
                        ? ", plus directories whose files could not be counted"
                        : "");
    }

    void normalizations(Findings findings) {
        if (!findings.normalizations().isEmpty()) {
            out.println("Normalized, as MLflow's SQL schema requires:");
            findings.normalizations()
                    .forEach((rule, uses) ->
                            out.printf(Locale.ROOT, "  %,9d × %s -> %s%n", uses, rule.from(), rule.to()));
        }
    }

    private void notes(Findings findings) {
        if (findings.noteCount() > 0) {
            out.printf(Locale.ROOT, "Noted: %,d%n", findings.noteCount());
            list(findings.notes(), findings.noteCount(), note -> note.place() + ": " + note.reason());
        }
    }

    private void repairs(Findings findings) {
        if (findings.repairedCount() > 0) {
            out.printf(Locale.ROOT, "Repaired: %,d%n", findings.repairedCount());
            list(
                    findings.repaired(),
                    findings.repairedCount(),
                    repair -> repair.place() + ": " + repair.what() + ", '" + repair.original() + "' is now '"
                            + repair.now() + "'"
                            + (repair.count() == 1 ? "" : " (the first of " + repair.count() + " lines)"));
        }
    }

    void blocked(Findings findings) {
        if (findings.blockedCount() > 0) {
            out.println(style.of(
                    Style.BAD,
                    String.format(
                            Locale.ROOT,
                            "Blocked, because it cannot be migrated exactly: %,d",
                            findings.blockedCount())));
            list(
                    findings.blocked(),
                    findings.blockedCount(),
                    item -> item.place() + ": " + item.reason() + "; " + item.remedy());
        }
    }

    private <F extends Finding> void list(List<F> kept, long count, Function<F, String> text) {
        kept.stream().limit(SHOWN).forEach(finding -> out.println("  " + VisibleText.sentence(text.apply(finding))));
        if (count > SHOWN) {
            out.printf(Locale.ROOT, "  and %,d more, see --report%n", count - SHOWN);
        }
    }
}
