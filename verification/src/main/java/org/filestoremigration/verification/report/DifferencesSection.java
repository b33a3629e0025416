package org.filestoremigration.verification.report;

import java.util.List;
import java.util.Map;
import org.filestoremigration.verification.Difference;
import org.filestoremigration.verification.DifferenceGroup;
import org.filestoremigration.verification.VerificationReport;

/** Where source and target differ, with both values; what is only in the target is under a heading of its own. */
final class DifferencesSection {

    private DifferencesSection() {}

    static void write(Html html, Report report) {
        VerificationReport verification = report.verification().orElse(null);
        if (verification == null || verification.equal()) {
            return;
        }
        html.open("section", "class", "bad").raw("\n");
        html.open("h2")
                .text("Differences ")
                .element("span", Html.number(verification.differenceCount()), "class", "count");
        html.closeLine();
        groups(html, verification);
        part(html, verification, Difference.Kind.MISSING, "Missing: only in the source");
        part(html, verification, Difference.Kind.CHANGED, "Changed: in both, but different");
        part(html, verification, Difference.Kind.UNEXPECTED, "Only in the target");
        html.closeLine();
    }

    private static void groups(Html html, VerificationReport verification) {
        html.open("div", "class", "wide").open("table").raw("\n");
        html.open("thead").open("tr").element("th", "Difference", "scope", "col");
        html.element("th", "Entity", "scope", "col").element("th", "Field", "scope", "col");
        html.element("th", "Count", "scope", "col", "class", "number").close().closeLine();
        html.open("tbody").raw("\n");
        for (Map.Entry<DifferenceGroup, Long> entry : verification.counts().entrySet()) {
            DifferenceGroup group = entry.getKey();
            html.open("tr")
                    .element("td", group.kind().title())
                    .element("td", group.entityKind().title());
            html.open("td").open("code").visible(group.field()).close().close();
            html.element("td", Html.number(entry.getValue()), "class", "number").closeLine();
        }
        html.closeLine().close().closeLine();
    }

    private static void part(Html html, VerificationReport verification, Difference.Kind kind, String title) {
        long count = verification.count(kind);
        if (count == 0) {
            return;
        }
        List<Difference> differences = verification.differences().stream()
                .filter(difference -> difference.kind() == kind)
                .toList();
        html.open("h3")
                .text(title + " ")
                .element("span", Html.number(count), "class", "count")
                .closeLine();
        if (kind == Difference.Kind.UNEXPECTED) {
            html.element("p", "After a migration MLflow may have gone on writing.", "class", "hint");
        }
        ItemList.write(html, "differences", differences, count, difference -> difference(html, difference));
    }

    private static void difference(Html html, Difference difference) {
        html.open("p", "class", "entity")
                .element("span", difference.entity().kind().title(), "class", "kind");
        html.text(" ").open("span", "class", "path");
        String separator = "";
        for (String name : difference.entity().names()) {
            html.element("span", separator, "class", "separator").visible(name);
            separator = " / ";
        }
        html.close().close();
        html.open("dl");
        if (difference.kind() == Difference.Kind.CHANGED) {
            html.element("dt", "Field")
                    .open("dd")
                    .open("code")
                    .visible(difference.field())
                    .close()
                    .close();
        }
        if (difference.kind() != Difference.Kind.UNEXPECTED) {
            html.element("dt", "Expected")
                    .open("dd", "class", "expected")
                    .value(difference.expected())
                    .close();
        }
        if (difference.kind() != Difference.Kind.MISSING) {
            html.element("dt", "Found")
                    .open("dd", "class", "found")
                    .value(difference.found())
                    .close();
        }
        difference
                .place()
                .ifPresent(place ->
                        html.element("dt", "Source").open("dd").place(place).close());
        html.close();
    }
}
