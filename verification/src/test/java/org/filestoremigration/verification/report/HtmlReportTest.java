package org.filestoremigration.verification.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.filestoremigration.domain.finding.EntityKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HtmlReportTest {

    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z0-9]+)((?:\\s+[a-zA-Z-]+=\"[^\"<]*\")*)(/?)>");
    private static final Set<String> VOID = Set.of("meta", "rect");

    private static String html(Report report) throws IOException {
        StringWriter writer = new StringWriter();
        HtmlReport.write(report, writer);
        return writer.toString();
    }

    private static String body(Report report) throws IOException {
        String html = html(report);
        return html.substring(html.indexOf("<body>"));
    }

    @Test
    void startsWithTheVerdict() throws IOException {
        assertThat(body(SampleReports.equal()))
                .startsWith("<body>\n<main class=\"accepted\">\n<header class=\"verdict good\">\n")
                .contains("Complete and verified (exit 0)")
                .contains("<h1>Everything was migrated, and every field of 2,109,283 entities was compared.</h1>");
        assertThat(body(SampleReports.differing()))
                .startsWith("<body>\n<main class=\"refused\">\n<header class=\"verdict bad\">\n")
                .contains("Differences found (exit 1)");
    }

    @Test
    void saysWhoRanItWhere() throws IOException {
        assertThat(body(SampleReports.equal())).contains("<dt>Run by</dt><dd>ada on tracking-1</dd>");
    }

    @Test
    void asksForASignatureBeforeTheLongLists() throws IOException {
        String html = body(SampleReports.merged());
        assertThat(html.indexOf("<h2>For the record</h2>"))
                .isPositive()
                .isLessThan(html.indexOf("<h2>Accepted by</h2>"));
        assertThat(html.indexOf("<h2>Accepted by</h2>")).isPositive().isLessThan(html.indexOf("<h2>Merge</h2>"));
    }

    @Test
    void saysWhatWouldBeMigratedWhereNothingWas() throws IOException {
        assertThat(body(SampleReports.blocked()))
                .contains("<h2>What would be migrated</h2>")
                .contains("would be migrated exactly")
                .contains("Content digest of the source")
                .contains("Without the blocked items.")
                .doesNotContain("What was migrated");
    }

    @Test
    void asksNobodyToSignWhatIsBlockedOrDiffers() throws IOException {
        assertThat(body(SampleReports.blocked())).doesNotContain("Accepted by");
        assertThat(body(SampleReports.differing())).doesNotContain("Accepted by");
        assertThat(body(SampleReports.equal())).contains("Accepted by");
    }

    @Test
    void showsHostileNamesAsText() throws IOException {
        String html = body(SampleReports.differing());

        assertThat(html)
                .doesNotContain("<script")
                .doesNotContain("\u202E")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;<span class=\"symbol\">\u27E8U+202E\u27E9</span>"
                        + "<span class=\"symbol\">\u21B5</span>");
    }

    @Test
    void showsBothValuesWithTheirBlanksAndLineEnds() throws IOException {
        assertThat(body(SampleReports.differing()))
                .contains("<code>0.1</code>", "<code>0.30000000000000004</code>")
                .contains("<code>two<span class=\"symbol\">\u2423</span><span class=\"symbol\">\u2423</span>blanks"
                        + "<span class=\"symbol\">\u27E8CR\u27E9</span><span class=\"symbol\">\u21B5</span></code>")
                .contains("<code>later<span class=\"symbol\">\u2423</span></code>");
    }

    @Test
    void tellsNullFromTheTextOfThatName() throws IOException {
        assertThat(body(SampleReports.differing()))
                .contains("<dd class=\"found\"><span class=\"null\">NULL</span></dd>")
                .contains("<dd class=\"found\"><code>NULL</code></dd>");
    }

    @Test
    void tellsWhatAMergeDidWithBothValues() throws IOException {
        assertThat(body(SampleReports.merged()))
                .contains("<h2>Merge</h2>")
                .contains("<h3>Conflicts to decide ")
                .contains("<h3>Renumbered ")
                .contains("end_time: before <span class=\"null\">NULL</span>, after <code>1700000000000</code>")
                .contains("start_time: target <code>1</code>, source <code>2</code>");
        assertThat(body(SampleReports.equal())).doesNotContain("<h2>Merge</h2>");
    }

    @Test
    void putsWhatIsOnlyInTheTargetUnderAHeadingOfItsOwn() throws IOException {
        String html = body(SampleReports.differing());

        assertThat(html.substring(html.indexOf("<h3>Only in the target"))).contains("later");
        assertThat(html.substring(0, html.indexOf("<h3>Only in the target"))).doesNotContain("later");
    }

    @Test
    void listsEveryKindOfEntity() throws IOException {
        String html = body(SampleReports.equal());

        for (EntityKind kind : SampleReports.equal().counts().keySet()) {
            assertThat(html).contains("<th scope=\"row\">" + kind.title() + "</th>");
        }
        assertThat(html).contains("<td class=\"number\">2\u202F000\u202F000</td>");
    }

    @Test
    void leavesOutWhatThereIsNothingToSayAbout() throws IOException {
        assertThat(body(SampleReports.equal()))
                .doesNotContain("<h2>Blocked", "<h2>Differences", "<h2>Notes", "<h2>Normalized", "Missing");
    }

    @Test
    void needsNoNetworkAndNoScript() throws IOException {
        String html = html(SampleReports.differing());

        assertThat(html).doesNotContainPattern("(?i)\\b(src|href|xlink|onload|onclick)\\s*=");
        assertThat(html).doesNotContainPattern("(?i)url\\(|@import");
        assertThat(html).contains("content=\"default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;;");
    }

    @Test
    void closesEveryElementItOpens() throws IOException {
        for (Report report : List.of(SampleReports.equal(), SampleReports.differing())) {
            String html = html(report);
            Deque<String> open = new ArrayDeque<>();
            int tags = 0;
            for (MatchResult tag : TAG.matcher(html).results().toList()) {
                tags++;
                if (!tag.group(1).isEmpty()) {
                    assertThat(open.pop()).isEqualTo(tag.group(2));
                } else if (!VOID.contains(tag.group(2))) {
                    open.push(tag.group(2));
                }
            }

            assertThat(open).isEmpty();
            // Besides tags and the document type, no angle bracket is left.
            assertThat(html.chars().filter(character -> character == '<').count())
                    .isEqualTo(tags + 1);
        }
    }

    @Test
    void writesAFileInUtf8(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");

        HtmlReport.write(SampleReports.equal(), file);

        assertThat(Files.readString(file))
                .isEqualTo(html(SampleReports.equal()))
                .contains("Größe 漢字");
    }
}
