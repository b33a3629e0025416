package org.filestoremigration.domain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextOrderTest {

    /** The bounds of each length in UTF-8 and of the surrogates, which no text holds alone. */
    private static final int[] CODE_POINTS = {
        0, 1, 'A', 'a', 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x103FF, 0x10400, 0x1F680,
        0x10FFFF
    };

    @Test
    void putsAstralCharactersLast() {
        assertThat(TextOrder.compare("\uD83D\uDE80", "\uFF21")).isPositive();
        assertThat(TextOrder.compare("\uFF21", "\uD83D\uDE80")).isNegative();
        assertThat("\uD83D\uDE80".compareTo("\uFF21")).isNegative();
    }

    @Test
    void putsAPrefixFirst() {
        assertThat(TextOrder.compare("", "")).isZero();
        assertThat(TextOrder.compare("", "\u0000")).isNegative();
        assertThat(TextOrder.compare("ab", "a")).isPositive();
    }

    @Test
    void isTheOrderOfUtf8Bytes() {
        long seed = 20240501;
        Random random = new Random(seed);
        for (int round = 0; round < 50_000; round++) {
            String left = text(random);
            String right = text(random);
            assertThat(Integer.signum(TextOrder.compare(left, right)))
                    .as("seed %d, round %d: %s and %s", seed, round, left, right)
                    .isEqualTo(Integer.signum(Arrays.compareUnsigned(
                            left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8))));
        }
    }

    /** Short and of few characters, so that many pairs share a beginning. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(4); length > 0; length--) {
            text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
        }
        return text.toString();
    }
}
