package org.filestoremigration.cli.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.filestoremigration.cli.fixture.TestData;
import org.junit.jupiter.api.Test;

/** The links from one document to another, and into it. */
class DocumentLinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");

    @Test
    void leadSomewhere() throws IOException {
        int links = 0;
        for (Path document : documents()) {
            for (MatchResult link : LINK.matcher(prose(document)).results().toList()) {
                if (!link.group(1).contains("://")) {
                    Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
                    assertThat(target).as("%s in %s", link.group(), document).exists();
                    if (link.group(2) != null) {
                        assertThat(anchors(target)).as(document.toString()).contains(link.group(2));
                    }
                    links++;
                }
            }
        }
        assertThat(links).isGreaterThan(30);
    }

    private static Iterable<Path> documents() throws IOException {
        Path project = TestData.launcher().resolveSibling("").toAbsolutePath().normalize();
        try (Stream<Path> files = Files.walk(project)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !project.relativize(file).toString().contains("target/"))
                    // Those of the archive lead to what is in the archive: ArchiveIT follows them.
                    .filter(file -> !project.relativize(file).startsWith("cli/src/dist"))
                    .toList();
        }
    }

    /** As GitHub and GitLab make them of headings. */
    private static Set<String> anchors(Path document) throws IOException {
        return HEADING.matcher(prose(document))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\- ]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String prose(Path document) throws IOException {
        return CODE.matcher(Files.readString(document)).replaceAll("");
    }
}
