package org.filestoremigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # done | total  | ms      | percent | rate and time left
                    0      | 10     | 5000    | 0       | ''
                    5      | 10     | 1999    | 50      | ''
                    5      | 10     | 2000    | 50      | ', 3/s, 2 s left'
                    10     | 10     | 2000    | 100     | ', 5/s'
                    0      | 0      | 2000    | 100     | ''
                    2000   | 101000 | 2000    | 1       | ', 1,000/s, 99 s left'
                    2000   | 102000 | 2000    | 1       | ', 1,000/s, 2 min left'
                    2      | 5942   | 2000    | 0       | ', 1/s, 99 min left'
                    2      | 6002   | 2000    | 0       | ', 1/s, 2 h left'
                    1      | 2      | 4000    | 50      | ', 0/s, 4 s left'
                    """)
    void saysHowFastAndHowLong(long done, long total, long milliseconds, long percent, String rest) {
        Pace pace = new Pace(done, total, Duration.ofMillis(milliseconds).toNanos());
        assertThat(pace.percent()).isEqualTo(percent);
        assertThat(pace.rateAndTimeLeft()).isEqualTo(rest);
    }
}
