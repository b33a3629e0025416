package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.filestoremigration.domain.migration.TextLimits.Excess;
import org.junit.jupiter.api.Test;

class TextLimitsTest {

    private final TextLimits limits = new TextLimits(
            Map.of("params.value", 4, "runs.artifact_uri", 3), Set.of('\0'), Set.of("model_versions.version"));

    @Test
    void countsCharactersAndNotUtf16Units() {
        assertThat(limits.excess("params.value", "\uD83D\uDE80\uD83D\uDE80\uD83D\uDE80\uD83D\uDE80"))
                .isEmpty();
        assertThat(limits.excess("params.value", "12345"))
                .contains(new Excess(
                        "it has 5 characters, and the target's column params.value allows 4",
                        "widen the column: ALTER TABLE params ALTER COLUMN value TYPE varchar(5)"));
    }

    @Test
    void namesTheOtherWayOutForAPlace() {
        assertThat(limits.excess("runs.artifact_uri", "s3://"))
                .contains(new Excess(
                        "it has 5 characters, and the target's column runs.artifact_uri allows 3",
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
                        "it contains the character U+0000, which the target cannot store",
                        "take the character out, let --repair replace it, or migrate into SQLite"));
        assertThat(limits.excess("tags.key", "a\0b"))
                .contains(new Excess(
                        "it contains the character U+0000, which the target cannot store",
                        "remove the character, or migrate to SQLite"));
        assertThat(TextLimits.NONE.excess("tags.value", "a\0b")).isEmpty();
    }

    @Test
    void mendsFreeTextAndValuesAndNothingElse() {
        TextLimits narrow = new TextLimits(
                Map.of("runs.name", 3, "experiments.name", 9, "params.value", 3), Set.of('\0'), Set.of());

        assertThat(narrow.mended("runs.name", "abc")).isEmpty();
        assertThat(narrow.mended("runs.name", "ab\uD83D\uDE80d")).contains("ab\uD83D\uDE80");
        assertThat(narrow.mended("runs.name", "a\0bc")).contains("a\uFFFDb");
        assertThat(narrow.mended("params.value", "a\0b")).contains("a\uFFFDb");
        assertThat(narrow.mended("params.value", "abcd")).isEmpty();
        assertThat(narrow.mended("params.value", "a\0bc")).isEmpty();
        assertThat(narrow.mended("params.key", "a\0b")).isEmpty();
        assertThat(narrow.mended("runs.name", "a\uD83D")).isEmpty();
        assertThat(narrow.mendedName("123456789", " (17)")).isEmpty();
        assertThat(narrow.mendedName("1234567890", " (17)")).contains("1234 (17)");
        assertThat(narrow.mendedName("1\0", " (17)")).contains("1\uFFFD (17)");
    }

    @Test
    void findsHalfASurrogatePairInAnyColumn() {
        for (String text : new String[] {"a\uD83D", "\uDE80", "\uD83Da", "\uDE80\uD83D", "\uD83D\uD83D\uDE80"}) {
            assertThat(limits.excess("tags.value", text))
                    .contains(new Excess(
                            "it contains half a surrogate pair, which is no character and which the target can hold nowhere",
                            "write the character that is meant"));
        }
        assertThat(limits.excess("tags.value", "a\uD83D\uDE80b")).isEmpty();
    }

    @Test
    void findsANumberBeyond32Bits() {
        assertThat(limits.excess("model_versions.version", 2_147_483_647L)).isEmpty();
        assertThat(limits.excess("params.step", 2_147_483_648L)).isEmpty();
        assertThat(limits.excess("model_versions.version", 2_147_483_648L))
                .contains(new Excess(
                        "it is 2147483648, and the target's column model_versions.version has 32 bits",
                        "leave it out with --on-bad skip, or migrate into SQLite"));
    }
}
