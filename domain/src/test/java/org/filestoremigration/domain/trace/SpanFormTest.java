package org.filestoremigration.domain.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpanFormTest {

    @Test
    void cutsAModelWhereItIsAColumn() {
        String longest = "\uD83D\uDE00".repeat(500);
        assertThat(SpanForm.COLUMNS.model(longest)).isEqualTo(longest);
        assertThat(SpanForm.COLUMNS.model(longest + "x")).isEqualTo(longest);
        assertThat(SpanForm.COLUMNS.model("")).isEmpty();
        assertThat(SpanForm.COLUMNS.keepsCostAndModel()).isTrue();
    }

    @Test
    void takesNoEmptyModelAmongTheDimensions() {
        String name = "x".repeat(501);
        assertThat(SpanForm.DIMENSIONS.model(name)).isEqualTo(name);
        assertThat(SpanForm.DIMENSIONS.model("")).isNull();
        assertThat(SpanForm.DIMENSIONS.keepsCostAndModel()).isTrue();
    }

    @Test
    void leavesCostAndModelInTheContent() {
        assertThat(SpanForm.CONTENT.model("gpt-5")).isNull();
        assertThat(SpanForm.CONTENT.keepsCostAndModel()).isFalse();
    }
}
