package org.filestoremigration.domain.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PythonNumberTest {

    private static final List<List<String>> ROWS = PythonTable.rows(PythonNumberTest.class, "python-numbers.tsv");

    @Test
    void readsWholeNumbersAsPythonDoes() {
        assertThat(ROWS)
                .hasSize(126)
                .allSatisfy(row -> assertThat(PythonNumber.integer(row.get(0))
                                .map(Object::toString)
                                .orElse("error"))
                        .as(row.get(0))
                        .isEqualTo(row.get(1)));
    }

    @Test
    void readsFloatsAsPythonDoesBitForBit() {
        assertThat(ROWS).allSatisfy(row -> {
            String read = PythonNumber.floatingPoint(row.get(0)).stream()
                    .mapToObj(PythonTable::bits)
                    .findFirst()
                    .orElse("error");
            assertThat(read).as(row.get(0)).isEqualTo(row.get(2));
        });
    }
}
