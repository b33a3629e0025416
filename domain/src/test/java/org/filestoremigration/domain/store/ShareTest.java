package org.filestoremigration.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShareTest {

    @Test
    void leavesToTheSecondWhatTheFirstLeavesOut() {
        assertThat(Share.WHOLE.of(Stream.of("a", "b", "c", "d", "e"))).containsExactly("a", "b", "c", "d", "e");
        assertThat(Share.FIRST.of(Stream.of("a", "b", "c", "d", "e"))).containsExactly("a", "c", "e");
        assertThat(Share.SECOND.of(Stream.of("a", "b", "c", "d", "e"))).containsExactly("b", "d");
    }

    @Test
    void givesTheRestToOneAlone() {
        assertThat(Stream.of(Share.FIRST, Share.SECOND).filter(Share::hasTheRest))
                .containsExactly(Share.FIRST);
        assertThat(Share.WHOLE.hasTheRest()).isTrue();
    }
}
