package org.filestoremigration.verification.report;

import org.filestoremigration.domain.store.Check;

/** What a later reader needs to check or repeat the work: digest, checks, versions and options. */
final class ProofSection {

    private ProofSection() {}

    static void write(Html html, Report report) {
        html.open("section").raw("\n").element("h2", "For the record").raw("\n");
        html.open("dl", "class", "record").raw("\n");
        report.additions().sourceDigest().ifPresent(digest -> {
            start(html, "Content digest of the source");
            html.element("code", digest, "class", "digest");
            if (report.findings().blockedCount() > 0) {
                html.element("p", "Without the blocked items.", "class", "hint");
            }
            html.close().closeLine();
        });
        report.verification().ifPresent(verification -> {
            start(html, "Content digest of the target");
            html.element("code", verification.contentDigest(), "class", "digest");
            html.element("p", "Does not depend on page layout, row order, generated ids or the tool.", "class", "hint");
            html.close().closeLine();
        });
        report.checks().forEach(check -> check(html, check));
        start(html, "Program");
        html.text("migrate-filestore ")
                .visible(report.invocation().toolVersion())
                .close()
                .closeLine();
        report.target().ifPresent(target -> {
            start(html, "MLflow release and schema revision");
            html.visible(target.mlflowVersion())
                    .text(", ")
                    .open("code")
                    .visible(target.revision())
                    .close();
            html.close().closeLine();
        });
        start(html, "Run by");
        html.visible(report.invocation().user() + " on " + report.invocation().host())
                .close()
                .closeLine();
        start(html, "Started");
        html.text(VerdictSection.time(report.invocation().started())).close().closeLine();
        start(html, "Duration");
        html.text(VerdictSection.duration(report.invocation().duration()))
                .close()
                .closeLine();
        options(html, report);
        html.closeLine().closeLine();
    }

    private static void start(Html html, String title) {
        html.open("div").element("dt", title).open("dd");
    }

    private static void check(Html html, Check check) {
        html.open("div").open("dt").visible(check.name()).close().open("dd");
        if (check.complaints().isEmpty()) {
            html.element("span", "ok", "class", "ok");
        } else {
            ItemList.write(
                    html, "complaints", check.complaints(), check.complaints().size(), html::visible);
        }
        html.close().closeLine();
    }

    private static void options(Html html, Report report) {
        start(html, "Command and options");
        html.open("ul", "class", "options").open("li");
        html.element("code", report.invocation().command().title()).closeLine();
        for (Report.Option option : report.invocation().options()) {
            html.open("li")
                    .open("code")
                    .visible(option.name())
                    .text(" ")
                    .visible(option.value())
                    .close()
                    .closeLine();
        }
        html.close().close().closeLine();
    }
}
