package org.filestoremigration.domain.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private final Findings findings = new Findings();

    @Test
    void isEmptyAtFirst() {
        assertThat(findings.normalizations()).isEmpty();
        assertThat(findings.places(Normalization.METRIC_NAN)).isEmpty();
        assertThat(findings.notes()).isEmpty();
        assertThat(findings.noteCount()).isZero();
        assertThat(findings.blocked()).isEmpty();
        assertThat(findings.blockedCount()).isZero();
        assertThat(findings.repaired()).isEmpty();
        assertThat(findings.repairedCount()).isZero();
        assertThat(findings.takeIrregularities()).isEmpty();
    }

    @Test
    void countsEachUseOfANormalization() {
        Finding.Normalized points = new Finding.Normalized(Normalization.DUPLICATE_POINT, place(1), 40);
        Finding.Normalized more = new Finding.Normalized(Normalization.DUPLICATE_POINT, place(2), 2);
        Finding.Normalized other = new Finding.Normalized(Normalization.RUN_USER, place(3), 1);
        List.of(points, other, more).forEach(findings);

        assertThat(findings.normalizations())
                .containsExactly(entry(Normalization.DUPLICATE_POINT, 42L), entry(Normalization.RUN_USER, 1L));
        assertThat(findings.places(Normalization.DUPLICATE_POINT)).containsExactly(points, more);
        assertThat(findings.places(Normalization.RUN_USER)).containsExactly(other);
        assertThat(findings.places(Normalization.METRIC_NAN)).isEmpty();
    }

    @Test
    void handsOutWhatItKnowsAtThatMomentAndNoMore() {
        findings.accept(new Finding.Normalized(Normalization.RUN_USER, place(1), 1));
        var uses = findings.normalizations();
        var places = findings.places(Normalization.RUN_USER);
        findings.accept(new Finding.Normalized(Normalization.RUN_USER, place(2), 1));

        assertThat(uses).containsExactly(entry(Normalization.RUN_USER, 1L));
        assertThat(places).hasSize(1);
    }

    @Test
    void keepsTheFirstPlacesOfEachNormalizationAndCountsAll() {
        for (int i = 0; i <= Findings.KEPT; i++) {
            findings.accept(new Finding.Normalized(Normalization.METRIC_NAN, place(i), 3));
            findings.accept(new Finding.Normalized(Normalization.METRIC_INFINITY, place(i), 1));
        }

        assertThat(findings.normalizations())
                .containsExactly(
                        entry(Normalization.METRIC_NAN, 30_003L), entry(Normalization.METRIC_INFINITY, 10_001L));
        assertThat(findings.places(Normalization.METRIC_NAN))
                .hasSize(10_000)
                .last()
                .satisfies(last -> assertThat(last.place()).isEqualTo(place(9_999)));
        assertThat(findings.places(Normalization.METRIC_INFINITY)).hasSize(10_000);
    }

    @Test
    void keepsTheFirstNotesAndRepairsAndCountsAll() {
        for (int i = 0; i <= Findings.KEPT; i++) {
            findings.accept(new Finding.Note(place(i), "unknown file"));
            findings.accept(new Finding.Repaired(place(i), "name", "old", "new", 1));
        }

        assertThat(findings.notes()).hasSize(10_000).contains(new Finding.Note(place(9_999), "unknown file"));
        assertThat(findings.noteCount()).isEqualTo(10_001);
        assertThat(findings.repaired())
                .hasSize(10_000)
                .contains(new Finding.Repaired(place(9_999), "name", "old", "new", 1));
        assertThat(findings.repairedCount()).isEqualTo(10_001);
    }

    @Test
    void keepsTheFirstHundredThousandBlockedItemsAndCountsAll() {
        for (int i = 0; i <= Findings.KEPT_BLOCKED; i++) {
            findings.accept(blocked(place(i)));
        }

        assertThat(findings.blocked()).hasSize(100_000).doesNotContain(blocked(place(100_000)));
        assertThat(findings.blockedCount()).isEqualTo(100_001);
    }

    @Test
    void sortsBlockedItemsByPlace() {
        SourcePlace file = SourcePlace.of("0/r/metrics/m");
        SourcePlace second = new SourcePlace("0/r/metrics/m", 2, null);
        SourcePlace tenth = new SourcePlace("0/r/metrics/m", 10, null);
        SourcePlace other = SourcePlace.of("1/meta.yaml");
        List.of(other, tenth, file, second).forEach(place -> findings.accept(blocked(place)));

        assertThat(findings.blocked()).extracting(Finding.Blocked::place).containsExactly(file, second, tenth, other);
    }

    @Test
    void givesEachIrregularityOnce() {
        Irregularity first = irregularity("0");
        Irregularity second = irregularity("1");
        findings.accept(first);
        findings.accept(second);

        assertThat(findings.takeIrregularities()).containsExactly(first, second);
        assertThat(findings.takeIrregularities()).isEmpty();
        findings.accept(first);
        assertThat(findings.takeIrregularities()).containsExactly(first);
    }

    private static Finding.Blocked blocked(SourcePlace place) {
        return new Finding.Blocked(place, "it is not a number", "correct it by hand");
    }

    private static SourcePlace place(int line) {
        return new SourcePlace("0/r/metrics/m", line, null);
    }

    private static Irregularity irregularity(String experiment) {
        return new Irregularity(EntityKey.of(EntityKind.EXPERIMENT, experiment), "name", "text", "blob");
    }
}
