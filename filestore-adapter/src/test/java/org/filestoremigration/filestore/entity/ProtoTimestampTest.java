package org.filestoremigration.filestore.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProtoTimestampTest {

    @Test
    void readsMilliseconds() {
        assertThat(ProtoTimestamp.parse("2024-05-04T18:30:35.989Z"))
                .hasValue(new ProtoTimestamp(1714847435989L, false));
        assertThat(ProtoTimestamp.parse("2024-05-04T18:30:35Z")).hasValue(new ProtoTimestamp(1714847435000L, false));
        assertThat(ProtoTimestamp.parse("2024-05-04T18:30:35.9Z")).hasValue(new ProtoTimestamp(1714847435900L, false));
    }

    @Test
    void roundsFinerTimesDown() {
        assertThat(ProtoTimestamp.parse("2024-05-04T18:30:35.989999999Z"))
                .hasValue(new ProtoTimestamp(1714847435989L, true));
        assertThat(ProtoTimestamp.parse("1969-12-31T23:59:59.999999Z")).hasValue(new ProtoTimestamp(-1, true));
        assertThat(ProtoTimestamp.parse("1970-01-01T00:00:00.001000000Z")).hasValue(new ProtoTimestamp(1, false));
    }

    @Test
    void readsOffsets() {
        assertThat(ProtoTimestamp.parse("1970-01-01T05:30:00+05:30")).hasValue(new ProtoTimestamp(0, false));
        assertThat(ProtoTimestamp.parse("1969-12-31T23:00:00.5-01:00")).hasValue(new ProtoTimestamp(500, false));
    }

    @Test
    void readsTheEdgesOfTheCalendar() {
        assertThat(ProtoTimestamp.parse("2024-02-29T23:59:59Z")).hasValue(new ProtoTimestamp(1709251199000L, false));
        assertThat(ProtoTimestamp.parse("0000-01-01T00:00:00Z")).hasValue(new ProtoTimestamp(-62167219200000L, false));
        assertThat(ProtoTimestamp.parse("9999-12-31T23:59:59Z")).hasValue(new ProtoTimestamp(253402300799000L, false));
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
                .allSatisfy(text -> assertThat(ProtoTimestamp.parse(text)).isEmpty());
    }
}
