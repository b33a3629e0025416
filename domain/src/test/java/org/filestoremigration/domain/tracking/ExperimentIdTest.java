package org.filestoremigration.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentIdTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "10, 10",
        "694732081324017285, 694732081324017285",
        "9223372036854775799, 9223372036854775799",
        "9223372036854775807, 9223372036854775807",
    })
    void readsCanonicalDecimals(String text, long value) {
        assertThat(ExperimentId.parse(text)).contains(new ExperimentId(value));
        assertThat(new ExperimentId(value)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "007",
                "00",
                "+5",
                "-1",
                "-0",
                " 1",
                "1 ",
                "1\n",
                "1_000",
                "1.0",
                "1e3",
                "0x10",
                "my-exp",
                "\u0663",
                "\uFF15",
                "9223372036854775808",
                "9223372036854775810",
                "9999999999999999999",
                "10000000000000000000",
                "18446744073709551616",
            })
    void refusesWhatHasNoExactCounterpart(String text) {
        assertThat(ExperimentId.parse(text)).isEmpty();
    }

    @Test
    void ordersByNumber() {
        assertThat(new ExperimentId(9)).isLessThan(new ExperimentId(10));
        assertThat(ExperimentId.DEFAULT).isEqualByComparingTo(new ExperimentId(0));
    }
}
