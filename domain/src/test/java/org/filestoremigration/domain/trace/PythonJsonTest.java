package org.filestoremigration.domain.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PythonJsonTest {

    @Test
    void writesFloatsAsPythonDoes() {
        assertThat(table("python-floats.tsv")).hasSize(211).allSatisfy(row -> {
            double value = Double.longBitsToDouble(Long.parseUnsignedLong(row[0], 16));
            assertThat(PythonJson.write(value)).as(row[0]).isEqualTo(row[1]);
        });
    }

    @Test
    void readsAndWritesTextAsPythonDoes() {
        assertThat(table("python-json.tsv")).hasSize(99).allSatisfy(row -> {
            Optional<String> again = PythonJson.read(decoded(row[0])).map(parsed -> PythonJson.write(parsed.value()));
            assertThat(again.orElse("error")).as(row[0]).isEqualTo(decoded(row[1]));
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

    private static List<String[]> table(String name) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PythonJsonTest.class.getResourceAsStream(name)), StandardCharsets.US_ASCII))) {
            return reader.lines().map(line -> line.split("\t", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decoded(String field) {
        return URLDecoder.decode(field, StandardCharsets.UTF_8);
    }
}
