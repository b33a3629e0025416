package org.filestoremigration.filestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrderedMergeTest {

    @Test
    void deliversAllElementsInOrder() {
        try (Stream<Integer> merged = OrderedMerge.of(
                List.of(Stream.of(1, 4, 6), Stream.<Integer>of(), Stream.of(2, 3, 7), Stream.of(5)),
                Comparator.naturalOrder())) {
            assertThat(merged.toList()).containsExactly(1, 2, 3, 4, 5, 6, 7);
        }
    }

    @Test
    void readsNoFurtherThanTheNextElementOfEach() {
        List<Integer> read = new ArrayList<>();
        try (Stream<Integer> merged = OrderedMerge.of(
                List.of(Stream.of(1, 3, 5).peek(read::add), Stream.of(2, 4, 6).peek(read::add)),
                Comparator.naturalOrder())) {
            assertThat(merged.limit(1).toList()).containsExactly(1);
        }
        assertThat(read).containsExactly(1, 2);
    }

    @Test
    void closesAllStreams() {
        List<String> closed = new ArrayList<>();
        OrderedMerge.of(
                        List.of(
                                Stream.of(1).onClose(() -> closed.add("first")),
                                Stream.of(2).onClose(() -> closed.add("second"))),
                        Comparator.naturalOrder())
                .close();
        assertThat(closed).containsExactly("first", "second");
    }
}
