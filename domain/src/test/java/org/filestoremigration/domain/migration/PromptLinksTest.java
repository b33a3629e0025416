package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.filestoremigration.domain.tracking.Tag;
import org.junit.jupiter.api.Test;

class PromptLinksTest {

    @Test
    void namesEachPromptVersionOnce() {
        assertThat(linked("[{\"name\": \"qa\", \"version\": \"10\"}, {\"name\": \"\\u00fc\", \"version\": \"1\"},"
                        + " {\"name\": \"qa\", \"version\": \"2\"}, {\"name\": \"qa\", \"version\": \"10\"}]"))
                .containsExactly("qa/10", "qa/2", "ü/1");
    }

    @Test
    void takesANumberForAVersion() {
        assertThat(linked("[{\"name\": \"qa\", \"version\": 3}]")).containsExactly("qa/3");
    }

    @Test
    void leavesTextThatMlflowDidNotWriteToTheTag() {
        assertThat(linked("qa/1")).isEmpty();
        assertThat(linked("{\"name\": \"qa\", \"version\": \"1\"}")).isEmpty();
        assertThat(linked("[{\"name\": \"qa\"}, \"qa/1\", {\"version\": \"1\"}, null]"))
                .isEmpty();
        assertThat(PromptLinks.of(List.of(new Tag("linkedPrompts", "[]")))).isEmpty();
    }

    private static List<String> linked(String tag) {
        return PromptLinks.of(List.of(new Tag("a", "b"), new Tag("mlflow.linkedPrompts", tag)));
    }
}
