package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.filestoremigration.domain.finding.Normalization;
import org.junit.jupiter.api.Test;

class MillisecondsTest {

    @Test
    void readsMilliseconds() {
        assertThat(Milliseconds.ofText("2024-05-04T18:30:35.989Z")).hasValue(Ruling.asItStands(1714847435989L));
        assertThat(Milliseconds.ofText("2024-05-04T18:30:35Z")).hasValue(Ruling.asItStands(1714847435000L));
        assertThat(Milliseconds.ofText("2024-05-04T18:30:35.9Z")).hasValue(Ruling.asItStands(1714847435900L));
    }

    @Test
    void roundsFinerTimesDown() {
        assertThat(Milliseconds.ofText("2024-05-04T18:30:35.989999999Z"))
                .hasValue(new Ruling<>(1714847435989L, Normalization.TRACE_TIME));
        assertThat(Milliseconds.ofText("1969-12-31T23:59:59.999999Z"))
                .hasValue(new Ruling<>(-1L, Normalization.TRACE_TIME));
        assertThat(Milliseconds.ofText("1970-01-01T00:00:00.001000000Z")).hasValue(Ruling.asItStands(1L));
    }

    @Test
    void readsOffsets() {
        assertThat(Milliseconds.ofText("1970-01-01T05:30:00+05:30")).hasValue(Ruling.asItStands(0L));
        assertThat(Milliseconds.ofText("1969-12-31T23:00:00.5-01:00")).hasValue(Ruling.asItStands(500L));
    }

    @Test
    void readsTheEdgesOfTheCalendar() {
        assertThat(Milliseconds.ofText("2024-02-29T23:59:59Z")).hasValue(Ruling.asItStands(1709251199000L));
        assertThat(Milliseconds.ofText("0000-01-01T00:00:00Z")).hasValue(Ruling.asItStands(-62167219200000L));
        assertThat(Milliseconds.ofText("9999-12-31T23:59:59Z")).hasValue(Ruling.asItStands(253402300799000L));
    }

    @Test
    void refusesOtherText() {
        assertThat(List.of(
                        "",
                        "2024-05-04",
                        "2024-05-04 18:30:35Z",
                        "2024-05-04T18:30:35",
                        "2024-05-04t18:30:35z",
                        "2024-13-04T18:30:35Z",
                        "2023-02-29T18:30:35Z",
                        "2024-00-04T18:30:35Z",
                        "2024-05-04T24:00:00Z",
                        "2024-05-04T18:60:00Z",
                        "2024-05-04T18:30:60Z",
                        "2024-05-04T18:30:35.1234567890Z",
                        "2024-05-04T18:30:35.Z",
                        "1714847435989"))
                .allSatisfy(text -> assertThat(Milliseconds.ofText(text)).isEmpty());
    }

    @Test
    void roundsFloatsDown() {
        assertThat(Milliseconds.ofReal(1700000000000.5))
                .isEqualTo(new Ruling<>(new BigInteger("1700000000000"), Normalization.FLOAT_TIMESTAMP));
        assertThat(Milliseconds.ofReal(-0.5).value()).isEqualTo(BigInteger.valueOf(-1));
        assertThat(Milliseconds.ofReal(1e20).value()).isEqualTo(new BigInteger("100000000000000000000"));
    }
}
