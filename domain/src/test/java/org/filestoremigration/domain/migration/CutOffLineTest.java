package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CutOffLineTest {

    @Test
    void hasFewerFieldsThanTheLineBeforeAndNoLineEnd() {
        assertThat(CutOffLine.is(false, 2, 3)).isTrue();
        assertThat(CutOffLine.is(true, 2, 3)).isFalse();
        assertThat(CutOffLine.is(false, 3, 3)).isFalse();
        assertThat(CutOffLine.is(false, 5, 3)).isFalse();
    }

    @Test
    void isNeverTheOnlyLine() {
        assertThat(CutOffLine.is(false, 1, 0)).isFalse();
    }
}
