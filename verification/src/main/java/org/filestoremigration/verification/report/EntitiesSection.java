package org.filestoremigration.verification.report;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.filestoremigration.domain.finding.EntityKind;
import org.filestoremigration.verification.Tally;
import org.filestoremigration.verification.VerificationReport;
import org.jspecify.annotations.Nullable;

/** What the source holds or the migration wrote, kind by kind, as a table with bars. */
final class EntitiesSection {

    private EntitiesSection() {}

    static void write(Html html, Report report) {
        VerificationReport verification = report.verification().orElse(null);
        Set<EntityKind> kinds = EnumSet.noneOf(EntityKind.class);
        kinds.addAll(report.counts().keySet());
        if (verification != null) {
            kinds.addAll(verification.tallies().keySet());
        }
        if (kinds.isEmpty()) {
            return;
        }
        html.open("section").raw("\n").element("h2", title(report)).raw("\n");
        boolean unequal = verification != null && !verification.equal();
        html.open("div", "class", "wide").open("table", "class", unequal ? "entities unequal" : "entities");
        html.raw("\n");
        head(html, verification);
        html.open("tbody").raw("\n");
        long greatest = kinds.stream()
                .mapToLong(kind -> count(report, verification, kind))
                .max()
                .orElse(1);
        for (EntityKind kind : kinds) {
            row(html, kind, count(report, verification, kind), greatest, verification);
        }
        html.closeLine();
        foot(html, report.counts(), verification);
        html.closeLine().closeLine();
        html.element("p", "The bars are logarithmic: each step of equal length is a factor of ten.", "class", "hint");
        html.closeLine();
    }

    private static String title(Report report) {
        if (report.isForecast()) {
            return "What would be migrated";
        }
        return switch (report.invocation().command()) {
            case PLAN -> throw new IllegalStateException("a plan is a forecast");
            case MIGRATE -> "What was migrated";
            case VERIFY -> "What was compared";
        };
    }

    private static long count(Report report, @Nullable VerificationReport verification, EntityKind kind) {
        return verification == null
                ? report.counts().getOrDefault(kind, 0L)
                : verification.tally(kind).source();
    }

    private static void head(Html html, @Nullable VerificationReport verification) {
        html.open("thead").open("tr").element("th", "Entity", "scope", "col");
        html.element("th", "SQL table", "scope", "col", "class", "table").open("th", "class", "bars");
        html.element("span", "Share", "class", "hidden").close();
        if (verification == null) {
            number(html, "Count");
        } else {
            number(html, "Source");
            number(html, "Target");
            html.element("th", "Equal", "scope", "col", "class", "number equals");
            if (!verification.equal()) {
                number(html, "Differing");
                number(html, "Missing");
                number(html, "Only in target");
            }
        }
        html.close().closeLine();
    }

    private static void number(Html html, String title) {
        html.element("th", title, "scope", "col", "class", "number");
    }

    private static void row(
            Html html, EntityKind kind, long count, long greatest, @Nullable VerificationReport verification) {
        html.open("tr").element("th", kind.title(), "scope", "row");
        html.open("td", "class", "table").element("code", kind.table()).close();
        html.open("td", "class", "bars")
                .open("span", "class", "bar", "style", width(count, greatest))
                .close()
                .close();
        if (verification == null) {
            cell(html, count, "");
        } else {
            tally(html, verification.tally(kind), verification.equal());
        }
        html.closeLine();
    }

    private static void tally(Html html, Tally tally, boolean equal) {
        cell(html, tally.source(), "");
        cell(html, tally.target(), "");
        cell(html, tally.equal(), "equals");
        if (!equal) {
            cell(html, tally.differing(), "wrong");
            cell(html, tally.missing(), "wrong");
            cell(html, tally.unexpected(), "wrong");
        }
    }

    private static void cell(Html html, long count, String tone) {
        String styles = count == 0 ? "number zero" : tone.isEmpty() ? "number" : "number " + tone;
        html.element("td", count == 0 ? "\u2013" : Html.number(count), "class", styles);
    }

    /** The share of a decade scale that begins below 1, so that a single entity can be seen. */
    private static String width(long count, long greatest) {
        double share = count == 0 ? 0 : Math.log10(count * 2.0) / Math.log10(Math.max(2, greatest * 2.0));
        return String.format(Locale.ROOT, "width:%.1f%%", 100 * share);
    }

    private static void foot(Html html, Map<EntityKind, Long> counts, @Nullable VerificationReport verification) {
        html.open("tfoot").open("tr").element("th", "All", "scope", "row");
        html.element("td", "", "class", "table").element("td", "", "class", "bars");
        if (verification == null) {
            cell(html, counts.values().stream().mapToLong(Long::longValue).sum(), "");
        } else {
            Tally all = verification.tallies().values().stream().reduce(Tally.NONE, Tally::plus);
            tally(html, all, verification.equal());
        }
        html.close().closeLine();
    }
}
