package org.filestoremigration.verification.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.filestoremigration.domain.migration.Accounting;

/** The first thing to read: what it came to, from where to where, and what became of the files. */
final class VerdictSection {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH);

    private VerdictSection() {}

    static void write(Html html, Report report) {
        int exitCode = report.outcome().exitCode();
        html.open("header", "class", "verdict " + tone(exitCode)).raw("\n");
        html.open("p", "class", "eyebrow")
                .element("span", HtmlReport.title(report))
                .element("span", time(report.invocation().started()))
                .closeLine();
        html.open("p", "class", "stamp").element("span", mark(exitCode), "class", "mark", "aria-hidden", "true");
        html.text(meaning(report)).closeLine();
        html.open("h1").visible(report.outcome().verdict()).closeLine();
        facts(html, report);
        html.closeLine();
        files(html, report.accounting(), exactly(report));
    }

    private static void facts(Html html, Report report) {
        html.open("dl", "class", "facts").raw("\n");
        html.open("div").element("dt", "Source").open("dd").open("code").visible(report.source());
        html.close().close().closeLine();
        report.target().ifPresent(target -> {
            html.open("div").element("dt", "Target").open("dd").open("code").visible(target.location());
            html.close().close().closeLine();
            html.open("div").element("dt", "MLflow").open("dd").visible(target.mlflowVersion());
            html.text(", schema ")
                    .open("code")
                    .visible(target.revision())
                    .close()
                    .close()
                    .closeLine();
        });
        html.open("div").element("dt", "Run by").open("dd");
        html.visible(report.invocation().user() + " on " + report.invocation().host())
                .close()
                .closeLine();
        html.open("div")
                .element("dt", "Took")
                .element("dd", duration(report.invocation().duration()));
        html.closeLine().closeLine();
    }

    /** What becomes, or would become, of a file whose content the target can store unchanged. */
    private static String exactly(Report report) {
        if (report.isForecast()) {
            return "would be migrated exactly";
        }
        return report.invocation().command() == Report.Command.VERIFY
                ? "expected in the target exactly"
                : "migrated exactly";
    }

    private static void files(Html html, Accounting files, String exactly) {
        if (files.files() == 0) {
            return;
        }
        html.open("section", "class", "files").raw("\n");
        html.element("h2", "Every file of the source").raw("\n");
        html.open("div", "class", "stack", "role", "img", "aria-label", "Share of each outcome")
                .raw("\n");
        share(html, "migrated", files.migrated(), files.files());
        share(html, "normalized", files.normalized(), files.files());
        share(html, "left", files.leftAlone(), files.files());
        share(html, "blocked", files.blocked(), files.files());
        html.closeLine();
        html.open("ul", "class", "legend").raw("\n");
        entry(html, "migrated", files.migrated(), exactly);
        entry(html, "normalized", files.normalized(), "normalized: in the form that SQL can store");
        entry(html, "left", files.leftAlone(), "left alone: not part of a database");
        entry(html, "blocked", files.blocked(), "blocked: cannot be migrated exactly");
        html.closeLine();
        html.open("p", "class", "total")
                .text(Html.number(files.files(), "file") + " in all.")
                .closeLine();
        html.closeLine();
    }

    private static void share(Html html, String outcome, long count, long all) {
        if (count > 0) {
            String style = String.format(Locale.ROOT, "flex-grow:%.6f", (double) count / all);
            html.open("span", "class", outcome, "style", style).closeLine();
        }
    }

    private static void entry(Html html, String outcome, long count, String meaning) {
        html.open("li", "class", count == 0 ? outcome + " none" : outcome);
        html.element("b", Html.number(count)).text(" " + meaning).closeLine();
    }

    static String time(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f\u00A0s", duration.toMillis() / 1000.0);
        } else if (seconds < 3600) {
            return "%d\u00A0min %d\u00A0s".formatted(seconds / 60, seconds % 60);
        }
        return "%d\u00A0h %d\u00A0min".formatted(seconds / 3600, seconds / 60 % 60);
    }

    /** Good, a caution, or bad. */
    private static String tone(int exitCode) {
        return exitCode == 0 ? "good" : exitCode == 6 ? "caution" : "bad";
    }

    private static String mark(int exitCode) {
        return exitCode == 0 ? "\u2713" : exitCode == 6 ? "!" : "\u2715";
    }

    private static String meaning(Report report) {
        boolean plan = report.invocation().command() == Report.Command.PLAN;
        String meaning = switch (report.outcome().exitCode()) {
            case 0 -> plan ? "Ready to migrate" : "Complete" + verified(report);
            case 1 -> "Differences found";
            case 2 -> "Wrong usage";
            case 3 -> plan ? "The source holds blocked data" : "Blocked data: nothing was written";
            case 4 -> "The source cannot be used";
            case 5 -> "The target cannot be used";
            case 6 -> "Complete except for what was left out";
            case 130 -> "Interrupted: nothing was left behind";
            default -> "A defect of this program";
        };
        return meaning + " (exit " + report.outcome().exitCode() + ")";
    }

    private static String verified(Report report) {
        return report.verification().isPresent() ? " and verified" : ", not verified";
    }
}
