package org.filestoremigration.domain.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PythonJsonTest {

    @Test
    void writesFloatsAsPythonDoes() {
        assertThat(PythonTable.rows(PythonJsonTest.class, "python-floats.tsv"))
                .hasSize(211)
                .allSatisfy(row -> {
                    double value = Double.longBitsToDouble(Long.parseUnsignedLong(row.get(0), 16));
                    assertThat(PythonJson.write(value)).as(row.get(0)).isEqualTo(row.get(1));
                });
    }

    @Test
    void readsAndWritesTextAsPythonDoes() {
        assertThat(PythonTable.rows(PythonJsonTest.class, "python-json.tsv"))
                .hasSize(99)
                .allSatisfy(row -> {
                    Optional<String> again =
                            PythonJson.read(row.get(0)).map(parsed -> PythonJson.write(parsed.value()));
                    assertThat(again.orElse("error")).as(row.get(0)).isEqualTo(row.get(1));
                });
    }

    @Test
    void writesEveryTypeOfValue() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put("text", "é😀\"\\\u007f\u2028");
        map.put("whole", Arrays.asList(1, 2L, new BigInteger("12345678901234567890")));
        map.put("fraction", Arrays.asList(5.0, null, true));
        map.put(1, 2);
        map.put(false, Map.of());
        assertThat(PythonJson.write(map))
                .isEqualTo("{\"text\": \"\\u00e9\\ud83d\\ude00\\\"\\\\\\u007f\\u2028\","
                        + " \"whole\": [1, 2, 12345678901234567890], \"fraction\": [5.0, null, true],"
                        + " \"1\": 2, \"false\": {}}");
    }

    @Test
    void refusesTypesThatJsonDoesNotHave() {
        assertThatThrownBy(() -> PythonJson.write(List.of(1.5f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("JSON has no java.lang.Float");
    }

    @Test
    void givesUpOnDepthInsteadOfTheStack() {
        assertThat(PythonJson.read("[".repeat(100_000))).isEmpty();
        assertThat(PythonJson.read("[".repeat(500) + "]".repeat(500))).isPresent();
    }
}
