package org.filestoremigration.cli.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;
import org.filestoremigration.cli.fixture.TestData;
import org.filestoremigration.domain.finding.Normalization;
import org.junit.jupiter.api.Test;

/** What {@code docs/mapping.md} says of the program itself. */
class MappingDocumentTest {

    private static final MappingDocument MAPPING = MappingDocument.read();

    @Test
    void hasEveryNormalizationAndNoOther() {
        assertThat(MAPPING.normalizations().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Normalization.values()).map(Enum::name).toList());
    }

    @Test
    void namesTestsThatExist() {
        assertThat(MAPPING.tests().distinct().toList()).isNotEmpty().allSatisfy(test -> {
            String[] name = test.split("#", -1);
            assertThat(TestData.testSource(name[0]))
                    .as("the source of %s", test)
                    .hasValueSatisfying(source -> assertThat(source).as(test).contains("void " + name[1] + "("));
        });
    }

    @Test
    void namesRulesThatAreDeclared() {
        assertThat(MAPPING.files().stream()
                        .flatMap(file -> file.entries().stream())
                        .flatMap(entry -> entry.rules().stream())
                        .filter(rule -> rule.equals(rule.toUpperCase(Locale.ROOT)))
                        .distinct())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(MAPPING.normalizations()).containsKey(rule));
    }
}
