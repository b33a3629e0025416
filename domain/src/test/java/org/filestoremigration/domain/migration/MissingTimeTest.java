package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.filestoremigration.domain.finding.Normalization;
import org.junit.jupiter.api.Test;

class MissingTimeTest {

    @Test
    void leavesATimeThatMayBeNullAsNull() {
        assertThat(MissingTime.mayBeNull(null)).isEqualTo(new Ruling<>(Optional.empty(), Normalization.MISSING_TIME));
        assertThat(MissingTime.mayBeNull(0L)).isEqualTo(new Ruling<>(Optional.of(0L), null));
    }

    @Test
    void takesTheNearestTimeForAModelVersion() {
        assertThat(MissingTime.ofVersion(1L, 2L, 3L)).isEqualTo(new Ruling<>(1L, null));
        assertThat(MissingTime.ofVersion(null, 2L, 3L)).isEqualTo(new Ruling<>(2L, Normalization.VERSION_TIME));
        assertThat(MissingTime.ofVersion(null, null, 3L)).isEqualTo(new Ruling<>(3L, Normalization.VERSION_TIME));
        assertThat(MissingTime.ofVersion(null, null, null)).isEqualTo(new Ruling<>(0L, Normalization.VERSION_TIME));
    }

    @Test
    void takesTheFirstOfOtherTimesThatIsKnown() {
        assertThat(MissingTime.nearest(null, 7L, 8L)).hasValue(7L);
        assertThat(MissingTime.nearest(null, null)).isEmpty();
    }
}
