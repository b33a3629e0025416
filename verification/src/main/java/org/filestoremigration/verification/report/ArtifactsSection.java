package org.filestoremigration.verification.report;

import org.filestoremigration.domain.migration.ArtifactFile;
import org.filestoremigration.domain.migration.ArtifactManifest;

/** The files that were copied, each with its size and hash. */
final class ArtifactsSection {

    private ArtifactsSection() {}

    static void write(Html html, Report report) {
        report.additions().copied().ifPresent(manifest -> write(html, manifest));
    }

    private static void write(Html html, ArtifactManifest manifest) {
        html.open("section").raw("\n").element("h2", "Copied artifacts").raw("\n");
        html.open("p").element("b", Html.number(manifest.count())).text(" files, ");
        html.element("b", Html.number(manifest.bytes())).text(" bytes, were copied to ");
        html.open("code").visible(manifest.folder()).close();
        html.text(", read back, and are equal by SHA-256. Locations in the database begin with ");
        html.open("code").visible(manifest.root()).close();
        html.text(".").closeLine();
        html.open("ul", "class", "manifest").raw("\n");
        long shown = 0;
        for (ArtifactFile file : manifest.files()) {
            if (shown == HtmlReport.SHOWN) {
                break;
            }
            shown++;
            html.open("li").open("code").visible(file.path()).close();
            html.text(", " + Html.number(file.size()) + " bytes, ");
            html.open("code").text(file.sha256()).close().closeLine();
        }
        html.closeLine();
        if (manifest.count() > shown) {
            html.open("p")
                    .text("The JSON report has the other " + Html.number(manifest.count() - shown) + ".")
                    .closeLine();
        }
        html.closeLine();
    }
}
