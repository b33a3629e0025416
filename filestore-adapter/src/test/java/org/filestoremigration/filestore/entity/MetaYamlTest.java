package org.filestoremigration.filestore.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.filestoremigration.domain.finding.Findings;
import org.filestoremigration.domain.finding.Normalization;
import org.filestoremigration.domain.migration.Accounting;
import org.filestoremigration.filestore.StoreOnDisk;
import org.filestoremigration.filestore.disk.FolderReport;
import org.filestoremigration.filestore.disk.SourceTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetaYamlTest {

    @TempDir
    Path root;

    private final Findings findings = new Findings();
    private FolderReport report;
    private SourceTree tree;

    @BeforeEach
    void openTree() throws IOException {
        tree = new SourceTree(root, "", false);
        report = new FolderReport(tree);
    }

    private MetaYaml yaml(String text) throws BlockedEntityException {
        new StoreOnDisk(root).file("meta.yaml", text);
        return MetaYaml.read(Objects.requireNonNull(report.reader().child(tree.root(), "meta.yaml")), report);
    }

    private List<String> blocked() {
        report.mergeInto(findings);
        return findings.blocked().stream()
                .map(item -> item.place() + ": " + item.reason())
                .toList();
    }

    @Test
    void keepsTheCharactersOfTexts() throws BlockedEntityException {
        MetaYaml yaml = yaml("a: 2024\nb: 1.10\nc: yes\nd: 2024-05-04\ne: 0x1F\nf: 'null'\ng: 1e5\n");
        assertThat(yaml.text("a")).isEqualTo("2024");
        assertThat(yaml.text("b")).isEqualTo("1.10");
        assertThat(yaml.text("c")).isEqualTo("yes");
        assertThat(yaml.text("d")).isEqualTo("2024-05-04");
        assertThat(yaml.text("e")).isEqualTo("0x1F");
        assertThat(yaml.text("f")).isEqualTo("null");
        assertThat(yaml.text("g")).isEqualTo("1e5");
    }

    @Test
    void tellsNullFromAbsentAndEmpty() throws BlockedEntityException {
        MetaYaml yaml = yaml("a: null\nb: ''\nc:\nd: ~\n");
        assertThat(yaml.text("a")).isNull();
        assertThat(yaml.text("b")).isEmpty();
        assertThat(yaml.text("c")).isNull();
        assertThat(yaml.text("d")).isNull();
        assertThat(yaml.text("e")).isNull();
        assertThat(yaml.has("a")).isTrue();
        assertThat(yaml.has("e")).isFalse();
        assertThat(yaml.hasValue("a")).isFalse();
        assertThat(yaml.hasValue("b")).isTrue();
    }

    @Test
    void readsWholeNumbersHoweverTheyAreWritten() throws BlockedEntityException {
        MetaYaml yaml = yaml("a: 1714557600123\nb: '17_14'\nc: 0o7\nd: 010\ne: ' 5 '\nf: -9223372036854775808\n");
        assertThat(yaml.integer("a")).isEqualTo(1714557600123L);
        assertThat(yaml.integer("b")).isEqualTo(1714L);
        assertThat(yaml.integer("d")).as("octal to PyYAML").isEqualTo(8L);
        assertThat(yaml.integer("e")).isEqualTo(5L);
        assertThat(yaml.integer("f")).isEqualTo(Long.MIN_VALUE);
        assertThatThrownBy(() -> yaml.integer("c")).isInstanceOf(BlockedEntityException.class);
        assertThat(blocked()).containsExactly("meta.yaml:3 (c): it is not an integer: '0o7'");
    }

    @Test
    void roundsFractionsDownAndReportsThem() throws BlockedEntityException {
        MetaYaml yaml = yaml("a: 1700000000000.5\nb: -0.5\nc: '7.9'\n");
        assertThat(yaml.integer("a")).isEqualTo(1700000000000L);
        assertThat(yaml.integer("b")).isEqualTo(-1L);
        assertThat(yaml.integer("c")).isEqualTo(7L);
        assertThat(report.mergeInto(findings)).isEqualTo(new Accounting(0, 1, 0, 0));
        assertThat(findings.normalizations()).isEqualTo(Map.of(Normalization.FLOAT_TIMESTAMP, 3L));
    }

    @Test
    void blocksWhatIsNoNumberOrTooLarge() throws BlockedEntityException {
        MetaYaml yaml = yaml("a: 9223372036854775808\nb: .inf\nc: true\nd: [1]\n");
        for (String key : List.of("a", "b", "c", "d")) {
            assertThatThrownBy(() -> yaml.integer(key)).isInstanceOf(BlockedEntityException.class);
        }
        assertThat(blocked())
                .containsExactly(
                        "meta.yaml:1 (a): it has more than 64 bits: '9223372036854775808'",
                        "meta.yaml:2 (b): it is not an integer: '.inf'",
                        "meta.yaml:3 (c): it is not an integer: 'true'",
                        "meta.yaml:4 (d): it is a list or map");
    }

    @Test
    void notesKeysThatNobodyRead() throws BlockedEntityException {
        MetaYaml yaml = yaml("known: 1\ntags: []\nmore: 2\nmap:\n  inner: 1\n  other: 2\n");
        yaml.text("known");
        yaml.leaveAlone("tags");
        MetaYaml map = Objects.requireNonNull(yaml.map("map"));
        map.text("inner");
        map.noteUnread();
        yaml.noteUnread();
        report.mergeInto(findings);
        assertThat(findings.notes())
                .extracting(note -> note.place() + ": " + note.reason())
                .containsExactly(
                        "meta.yaml:6 (map.other): MLflow does not know this key",
                        "meta.yaml:3 (more): MLflow does not know this key");
    }

    @Test
    void takesTheLastOfRepeatedKeys() throws BlockedEntityException {
        assertThat(yaml("a: 1\na: 2\n").text("a")).isEqualTo("2");
    }

    @Test
    void blocksFilesThatPyYamlCannotRead() {
        for (String text :
                List.of("", "a: 'cut o", "b: 'cut off\n", "- a\n", "a: !!python/name:os.system ''\n", "a: \u0001")) {
            assertThatThrownBy(() -> yaml(text)).isInstanceOf(BlockedEntityException.class);
        }
        assertThatThrownBy(() -> {
                    new StoreOnDisk(root).file("meta.yaml", new byte[] {'a', ':', ' ', (byte) 0xE9});
                    MetaYaml.read(Objects.requireNonNull(report.reader().child(tree.root(), "meta.yaml")), report);
                })
                .isInstanceOf(BlockedEntityException.class);
        assertThat(blocked())
                .containsExactlyInAnyOrder(
                        "meta.yaml: it is empty",
                        "meta.yaml:1: it looks cut off: it is not valid YAML: found unexpected end of stream",
                        "meta.yaml:2: it looks cut off: it is not valid YAML: found unexpected end of stream",
                        "meta.yaml: it is YAML, but not a map",
                        "meta.yaml:1: it is YAML with the tag tag:yaml.org,2002:python/name:os.system,"
                                + " which is never followed",
                        "meta.yaml:1: it is not valid YAML: the character U+0001 is not allowed",
                        "meta.yaml: it is not UTF-8");
    }
}
