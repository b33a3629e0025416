package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.filestoremigration.domain.migration.TextLimits.Excess;
import org.junit.jupiter.api.Test;

class TextLimitsTest {

    private final TextLimits limits = new TextLimits(Map.of("params.value", 4, "runs.artifact_uri", 3), Set.of('\0'));

    @Test
    void countsCharactersAndNotUtf16Units() {
        assertThat(limits.excess("params.value", "\uD83D\uDE80\uD83D\uDE80\uD83D\uDE80\uD83D\uDE80"))
                .isEmpty();
        assertThat(limits.excess("params.value", "12345"))
                .contains(new Excess(
                        "it has 5 characters, and the target's column params.value holds 4",
                        "widen the column: ALTER TABLE params ALTER COLUMN value TYPE varchar(5)"));
    }

    @Test
    void namesTheOtherWayOutForAPlace() {
        assertThat(limits.excess("runs.artifact_uri", "s3://"))
                .contains(new Excess(
                        "it has 5 characters, and the target's column runs.artifact_uri holds 3",
                        "widen the column: ALTER TABLE runs ALTER COLUMN artifact_uri TYPE varchar(5); or shorten it with"
                                + " --rewrite-artifact-uri"));
    }

    @Test
    void holdsAnyLengthInAColumnWithoutALimit() {
        assertThat(limits.excess("tags.value", "x".repeat(100_000))).isEmpty();
    }

    @Test
    void findsARefusedCharacterInAnyColumn() {
        assertThat(limits.excess("tags.value", "a\0b"))
                .contains(new Excess(
                        "it holds the character U+0000, which the target can hold nowhere",
                        "take the character out, or migrate into SQLite"));
        assertThat(TextLimits.NONE.excess("tags.value", "a\0b")).isEmpty();
    }
}
