package org.filestoremigration.verification.report;

/** A place to sign, for those who must keep a record on paper. */
final class SignatureSection {

    private SignatureSection() {}

    static void write(Html html, Report report) {
        html.open("section", "class", "signature")
                .raw("\n")
                .element("h2", "Accepted by")
                .raw("\n");
        html.open("div", "class", "lines").raw("\n");
        for (String line : new String[] {"Name", "Date", "Signature"}) {
            html.open("p").element("span", line).closeLine();
        }
        html.closeLine();
        html.open("p", "class", "hint")
                .text("migrate-filestore ")
                .visible(report.invocation().toolVersion());
        html.text(" \u00B7 " + VerdictSection.time(report.invocation().started()))
                .closeLine();
        html.closeLine();
    }
}
