package org.filestoremigration.verification.report;

import java.util.List;
import java.util.Map;
import org.filestoremigration.domain.finding.Finding;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.Normalization;

/** What is in the database in another form, and what was repaired: each rule with its uses and their places. */
final class NormalizationsSection {

    private static final int PLACES = 100;

    private NormalizationsSection() {}

    static void write(Html html, Findings findings) {
        if (!findings.normalizations().isEmpty()) {
            html.open("section").raw("\n").element("h2", "Normalized").raw("\n");
            html.element(
                            "p",
                            "MLflow\u2019s SQL schema cannot hold these as they are on disk. They are in the database"
                                    + " in the form that MLflow itself writes, and the comparison expects that form.")
                    .raw("\n");
            for (Map.Entry<Normalization, Long> use : findings.normalizations().entrySet()) {
                rule(html, use.getKey(), use.getValue(), findings.places(use.getKey()));
            }
            html.closeLine();
        }
        if (findings.repairedCount() > 0) {
            repairs(html, findings);
        }
    }

    private static void rule(Html html, Normalization rule, long count, List<Finding.Normalized> places) {
        html.open("details", "class", "rule").open("summary");
        html.element("span", rule.from(), "class", "from").element("span", " \u2192 ", "class", "arrow");
        html.element("span", rule.to(), "class", "to");
        html.element("span", Html.number(count), "class", "count").closeLine();
        List<Finding.Normalized> shown = ItemList.first(places, PLACES);
        ItemList.write(html, "places", shown, place -> {
            html.place(place.place());
            if (place.count() > 1) {
                html.element("span", " \u00D7 " + Html.number(place.count()), "class", "line");
            }
        });
        ItemList.more(
                html,
                count - shown.stream().mapToLong(Finding.Normalized::count).sum());
        html.closeLine();
    }

    private static void repairs(Html html, Findings findings) {
        html.open("section").raw("\n").open("h2").text("Repaired ");
        html.element("span", Html.number(findings.repairedCount()), "class", "count")
                .closeLine();
        html.element("p", "Fixed because --repair was given; a tag of each entity keeps the original.")
                .raw("\n");
        ItemList.write(html, "items", findings.repaired(), findings.repairedCount(), repair -> {
            html.place(repair.place());
            html.open("p", "class", "reason")
                    .element("span", repair.what() + ": ")
                    .value(repair.original());
            html.element("span", " \u2192 ", "class", "arrow")
                    .value(repair.now())
                    .close();
            if (repair.count() > 1) {
                html.element("span", " \u00D7 " + Html.number(repair.count()), "class", "line");
            }
        });
        html.closeLine();
    }
}
