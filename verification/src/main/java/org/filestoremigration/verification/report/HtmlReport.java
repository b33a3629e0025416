package org.filestoremigration.verification.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a report as one HTML page that needs nothing else: no network, no script, no other file. It is made to be read
 * on any screen, in light and dark, to be printed, and to be signed.
 */
public final class HtmlReport {

    /** How many items a list of the page shows; a {@link JsonReport} has them all. */
    static final int SHOWN = 1_000;

    private HtmlReport() {}

    /** Writes a file in UTF-8, in the place of one that is there. */
    public static void write(Report report, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            write(report, writer);
        }
    }

    /** Writes the page; the writer stays open. */
    public static void write(Report report, Writer writer) throws IOException {
        Html html =
                new Html().raw("<!DOCTYPE html>\n").open("html", "lang", "en").raw("\n");
        head(html, report);
        html.open("body").raw("\n");
        // Where something is wrong, nothing is green.
        html.open("main", "class", report.isAcceptable() ? "accepted" : "refused")
                .raw("\n");
        VerdictSection.write(html, report);
        EntitiesSection.write(html, report);
        if (report.isAcceptable()) {
            overview(html, report);
            SignatureSection.write(html, report);
            lists(html, report);
        } else {
            lists(html, report);
            overview(html, report);
        }
        html.closeLine().closeLine().closeLine();
        writer.write(html.toString());
        writer.flush();
    }

    /** What has a bounded length: in print, a signature follows after a page or two. */
    private static void overview(Html html, Report report) {
        TimelineSection.write(html, report.timelines());
        StaysBehindSection.write(html, report);
        ProofSection.write(html, report);
    }

    private static void lists(Html html, Report report) {
        MergeSection.write(html, report.additions().merge());
        DifferencesSection.write(html, report);
        BlockedSection.write(html, report.findings());
        NormalizationsSection.write(html, report.findings());
        NotesSection.write(html, report.findings());
        ArtifactsSection.write(html, report);
    }

    private static void head(Html html, Report report) {
        html.open("head").raw("\n");
        html.empty("meta", "charset", "utf-8").raw("\n");
        html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .raw("\n");
        html.empty("meta", "name", "color-scheme", "content", "light dark").raw("\n");
        // Whatever a name in a store may look like: this page loads nothing and runs nothing.
        html.empty(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'")
                .raw("\n");
        html.element("title", title(report)).raw("\n");
        html.open("style").raw("\n").raw(css()).closeLine().closeLine();
    }

    static String title(Report report) {
        return switch (report.invocation().command()) {
            case PLAN -> "Migration plan";
            case MIGRATE -> "Migration report";
            case VERIFY -> "Verification report";
        };
    }

    private static String css() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            if (css == null) {
                throw new IllegalStateException("report.css is missing in this program's jar");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
