package org.filestoremigration.verification.report;

import org.filestoremigration.domain.finding.Findings;

/** What cannot be migrated exactly, with what to do about it. */
final class BlockedSection {

    private BlockedSection() {}

    static void write(Html html, Findings findings) {
        if (findings.blockedCount() == 0) {
            return;
        }
        html.open("section", "class", "bad").raw("\n");
        html.open("h2").text("Blocked ").element("span", Html.number(findings.blockedCount()), "class", "count");
        html.closeLine();
        ItemList.write(html, "items", findings.blocked(), findings.blockedCount(), blocked -> {
            html.place(blocked.place());
            html.open("p", "class", "reason").visible(blocked.reason()).close();
            html.open("p", "class", "remedy")
                    .element("b", "What to do: ")
                    .visible(blocked.remedy())
                    .close();
        });
        html.closeLine();
    }
}
