package org.filestoremigration.verification.report;

import org.filestoremigration.domain.finding.Findings;

/** What is worth knowing and changes nothing. */
final class NotesSection {

    private NotesSection() {}

    static void write(Html html, Findings findings) {
        if (findings.noteCount() == 0) {
            return;
        }
        html.open("section").raw("\n").open("h2").text("Notes ");
        html.element("span", Html.number(findings.noteCount()), "class", "count")
                .closeLine();
        html.element("p", "Left alone because MLflow does not read it, or worth knowing.")
                .raw("\n");
        ItemList.write(html, "items", findings.notes(), findings.noteCount(), note -> {
            html.place(note.place());
            html.open("p", "class", "reason").visible(note.reason()).close();
        });
        html.closeLine();
    }
}
