package org.filestoremigration.domain.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TruthValueTest {

    @Test
    void countsAsPythonDoes() {
        assertThat(TruthValue.of("True")).hasValue(1);
        assertThat(TruthValue.of("False")).hasValue(0);
        assertThat(TruthValue.of("true")).isEmpty();
        assertThat(TruthValue.of("1")).isEmpty();
    }
}
