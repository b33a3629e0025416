package org.filestoremigration.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ExcerptTest {

    @Test
    void keepsTextsUpToTheLimitWhole() {
        String text = "x".repeat(2_000);

        assertThat(Excerpt.of(text, 1_990)).isSameAs(text);
    }

    @Test
    void doesNotCutACharacterInTwo() {
        String text = "🚀".repeat(2_000);

        assertThat(Excerpt.of(text, 1_001)).isEqualTo("[characters 941 to 1340 of 4000] " + "🚀".repeat(200));
    }

    @Test
    void startsAtTheBeginningOfATextThatDiffersThere() {
        assertThat(Excerpt.of("x".repeat(3_000), 0)).isEqualTo("[characters 1 to 400 of 3000] " + "x".repeat(400));
    }

    @Test
    void findsWhereTextsPart() {
        assertThat(Excerpt.commonPrefix("abc", "abd")).isEqualTo(2);
        assertThat(Excerpt.commonPrefix("abc", "abcd")).isEqualTo(3);
        assertThat(Excerpt.commonPrefix("", "abc")).isZero();
    }
}
