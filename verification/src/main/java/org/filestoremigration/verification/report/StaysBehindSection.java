package org.filestoremigration.verification.report;

/** What a database does not replace: a reader must not delete the source. */
final class StaysBehindSection {

    private StaysBehindSection() {}

    static void write(Html html, Report report) {
        if (report.staysBehind().isEmpty()) {
            return;
        }
        html.open("section").raw("\n").element("h2", "What stays in the source").raw("\n");
        html.open("p").text("MLflow keeps artifacts and trace spans as files. Runs and traces point to them: ");
        html.element("b", "do not delete or move")
                .text(" ")
                .open("code")
                .visible(report.source())
                .close();
        html.text(".").closeLine();
        html.open("ul", "class", "stays").raw("\n");
        for (Report.StaysBehind stays : report.staysBehind()) {
            html.open("li")
                    .element("b", Html.number(stays.files()))
                    .text(" files: ")
                    .visible(stays.what());
            html.closeLine();
        }
        html.closeLine().closeLine();
    }
}
