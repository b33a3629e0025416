package org.filestoremigration.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.filestoremigration.domain.finding.SourcePlace;
import org.junit.jupiter.api.Test;

class SourcePlaceTest {

    @Test
    void namesPathLineAndKey() {
        assertThat(SourcePlace.of("0/meta.yaml")).hasToString("0/meta.yaml");
        assertThat(new SourcePlace("0/r/metrics/m", 3, null)).hasToString("0/r/metrics/m:3");
        assertThat(new SourcePlace("0/meta.yaml", 0, "name")).hasToString("0/meta.yaml (name)");
        assertThat(new SourcePlace("0/meta.yaml", 2, "name")).hasToString("0/meta.yaml:2 (name)");
    }

    @Test
    void ordersByPathLineAndKey() {
        List<SourcePlace> ordered = List.of(
                SourcePlace.of("0/a"),
                new SourcePlace("0/a", 0, "x"),
                new SourcePlace("0/a", 2, null),
                new SourcePlace("0/a", 2, "a"),
                new SourcePlace("0/a", 10, null),
                SourcePlace.of("0/b"));
        for (int i = 0; i < ordered.size(); i++) {
            for (int j = 0; j < ordered.size(); j++) {
                assertThat(Integer.signum(ordered.get(i).compareTo(ordered.get(j))))
                        .as("%s and %s", ordered.get(i), ordered.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }
}
