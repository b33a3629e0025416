package org.filestoremigration.domain.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class AdditionsTest {

    private final List<String> seen = new ArrayList<>();

    private Additions<Integer> of(List<Integer> target, List<Integer> source) {
        return new Additions<>(
                target.iterator(),
                source.iterator(),
                Comparator.naturalOrder(),
                (theirs, ours) -> seen.add(theirs + "|" + ours));
    }

    @Test
    void deliversWhatOnlyTheSourceHasAndTellsOfEverything() {
        Iterator<Integer> additions = of(List.of(1, 3, 5), List.of(2, 3, 6));
        assertThat(additions.next()).isEqualTo(2);
        assertThat(additions.next()).isEqualTo(6);
        assertThat(additions.hasNext()).isFalse();
        assertThat(seen).containsExactly("1|null", "null|2", "3|3", "5|null", "null|6");
        assertThatThrownBy(additions::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void tellsOfTheRestWhereThereIsNothingToAdd() {
        assertThat(of(List.of(1, 2), List.of(1)).hasNext()).isFalse();
        assertThat(of(List.of(), List.of()).hasNext()).isFalse();
        assertThat(seen).containsExactly("1|1", "2|null");
    }
}
