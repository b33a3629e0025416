package org.filestoremigration.filestore.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.filestoremigration.domain.python.PythonTable;
import org.filestoremigration.filestore.yaml.YamlNode.Mapping;
import org.junit.jupiter.api.Test;

class YamlParserTest {

    private static final List<List<String>> FILES = PythonTable.rows(YamlParserTest.class, "pyyaml-files.tsv");

    /** Files that hands have damaged: PyYAML ends a line at a separator there, and this reader refuses them. */
    private static final List<String> REFUSED = List.of("a: x\u2028y: 1\n", "a: \"x\u2028y\"\n", "# \u2028\na: 1\n");

    @Test
    void readsFilesAsPyYamlDoes() {
        assertThat(FILES).hasSize(262).allSatisfy(row -> {
            String expected = REFUSED.contains(row.get(0)) ? "error" : row.get(1);
            assertThat(read(row.get(0))).as(row.get(0)).isEqualTo(expected);
        });
    }

    @Test
    void readsTheUsualShapeAlikeByBothWays() throws YamlSyntaxException {
        List<String> usual = new ArrayList<>();
        for (List<String> row : FILES) {
            Mapping lines = YamlLines.read(row.get(0));
            if (lines != null) {
                usual.add(row.get(0));
                assertThat(lines).as(row.get(0)).isEqualTo(YamlParser.general(row.get(0)));
            }
        }
        assertThat(usual).hasSize(53);
    }

    @Test
    void takesTheShortCutForWhatMlflowWrites() {
        String run = """
                artifact_uri: file:///srv/mlflow/mlruns/0/4f/artifacts
                end_time: null
                entry_point_name: ''
                experiment_id: '0'
                run_name: it's 5 o'clock
                tags: []
                description: 'it''s: quoted'
                trace_location:
                  mlflow_experiment:
                    experiment_id: '0'
                  type: MLFLOW_EXPERIMENT
                """;
        assertThat(YamlLines.read(run)).isNotNull();
        assertThat(read(run))
                .isEqualTo("{\"artifact_uri\": \"file:///srv/mlflow/mlruns/0/4f/artifacts\", \"end_time\": null,"
                        + " \"entry_point_name\": \"\", \"experiment_id\": \"0\", \"run_name\": \"it's 5 o'clock\","
                        + " \"tags\": [], \"description\": \"it's: quoted\", \"trace_location\":"
                        + " {\"mlflow_experiment\": {\"experiment_id\": \"0\"}, \"type\": \"MLFLOW_EXPERIMENT\"}}");
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertRefused("", 0, "it is empty");
        assertRefused("# nothing\n", 0, "it is empty");
        assertRefused("- a\n", 0, "it is YAML, but not a map");
        assertRefused("a: 1\nb: 'cut o", 2, "it is not valid YAML: found unexpected end of stream");
        assertRefused("a: 1\nb: \u0007\n", 2, "it is not valid YAML: the character U+0007 is not allowed");
        assertRefused("a: 1\n---\nb: 1\n", 2, "it is YAML with several documents");
        assertRefused(
                "a: 1\nb: !!python/object/apply:os.system [x]\n",
                2,
                "it is YAML with the tag tag:yaml.org,2002:python/object/apply:os.system, which is never followed");
        assertRefused("a: *b\n", 1, "it is YAML whose alias *b leads nowhere");
        assertRefused("a: &b [*b]\n", 1, "it is YAML whose alias *b leads nowhere");
        assertRefused("<<: {a: 1}\n", 1, "it is YAML with a merge key, which MLflow never writes");
        assertRefused("? [a]\n: b\n", 1, "it is YAML with a list or map as a key");
        assertRefused("a: \"\\ud83d\"\n", 1, "it is not valid YAML: an escape stands for half a character");
        assertRefused("a: \"\\UA001F600\"\n", 0, "it is not valid YAML: an escape stands for no character");
    }

    @Test
    void readsOverAliasesThatBlowUp() throws YamlSyntaxException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 40; i++) {
            String alias = ",*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, alias.repeat(10).substring(1)));
        }
        Mapping mapping = YamlParser.read(bomb + "b: *a39\nname: here\n");
        assertThat(mapping.entries().get("a4")).isInstanceOf(YamlNode.Sequence.class);
        assertThat(mapping.entries().get("a5"))
                .isEqualTo(new YamlNode.Oversized("it is YAML that its aliases expand to more than 500000 values", 6));
        assertThat(mapping.entries().get("a6"))
                .isEqualTo(new YamlNode.Oversized("it repeats a value that is too large to be read", 7));
        assertThat(mapping.entries().get("b"))
                .isEqualTo(new YamlNode.Oversized("it repeats a value that is too large to be read", 41));
        assertThat(mapping.entries().get("name"))
                .isEqualTo(new YamlNode.Scalar("here", PyYamlSchema.ScalarType.TEXT, 42));
    }

    @Test
    void readsOverDepthInsteadOfOverflowingTheStack() throws YamlSyntaxException {
        YamlNode.Oversized deep = new YamlNode.Oversized("it is YAML nested deeper than 200 levels", 2);
        Mapping mapping = YamlParser.read("a: 1\nzz: " + "[".repeat(90_000) + "]".repeat(90_000) + "\nname: here\n");
        assertThat(mapping.entries().get("zz")).isEqualTo(deep);
        assertThat(mapping.entries().get("name"))
                .isEqualTo(new YamlNode.Scalar("here", PyYamlSchema.ScalarType.TEXT, 3));
        assertRefused("? ".repeat(90_000), 1, "it is YAML with a list or map as a key");
        assertRefused("a: " + "[".repeat(100_001), 1, "it is YAML nested deeper than 100000 levels");
    }

    @Test
    void readsOverListsOfTooManyValues() throws YamlSyntaxException {
        Mapping mapping = YamlParser.read("many: [" + "1,".repeat(500_001) + "]\nname: here\n");
        assertThat(mapping.entries().get("many"))
                .isEqualTo(new YamlNode.Oversized("it is YAML with more than 500000 values", 1));
        assertThat(mapping.entries().get("name"))
                .isEqualTo(new YamlNode.Scalar("here", PyYamlSchema.ScalarType.TEXT, 2));
    }

    @Test
    void readsDocumentsOfManyMegabytes() throws YamlSyntaxException {
        String profile = "x1, ".repeat(4 << 20);
        Mapping mapping = YamlParser.read("profile: '" + profile + "'\nname: \"\\N\"\n");
        assertThat(mapping.entries().get("profile"))
                .isEqualTo(new YamlNode.Scalar(profile.strip() + " ", PyYamlSchema.ScalarType.TEXT, 1));
    }

    @Test
    void sharesWhatAliasesRepeat() throws YamlSyntaxException {
        Mapping mapping = YamlParser.read("a: &x {b: [1, 2]}\nc: *x\n");
        assertThat(mapping.entries().get("c")).isSameAs(mapping.entries().get("a"));
    }

    private static String read(String text) {
        try {
            return YamlJson.write(YamlParser.read(text));
        } catch (YamlSyntaxException e) {
            return "error";
        }
    }

    private static void assertRefused(String text, int line, String reason) {
        assertThatThrownBy(() -> YamlParser.read(text)).isInstanceOfSatisfying(YamlSyntaxException.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.line()).isEqualTo(line);
        });
    }
}
