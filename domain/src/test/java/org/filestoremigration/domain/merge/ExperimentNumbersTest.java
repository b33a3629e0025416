package org.filestoremigration.domain.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.ExperimentId;
import org.junit.jupiter.api.Test;

class ExperimentNumbersTest {

    private final ExperimentNumbers numbers = new ExperimentNumbers(Merging.ANY_ID);

    @Test
    void keepsIdsThatAreFree() {
        assertThat(add(Given.experiment(3, "a"), Given.experiment(9, "b"))).containsExactly("3 a 3", "9 b 9");
    }

    @Test
    void givesAnIdThatIsTakenTheNextAboveTheGreatestOfBothSides() {
        add(Given.experiment(0, "Default"), Given.experiment(1, "a"), Given.experiment(4, "b"));

        assertThat(add(Given.experiment(1, "x"), Given.experiment(4, "y"), Given.experiment(7, "z")))
                .containsExactly("1 x 8", "4 y 9", "7 z 7");
    }

    @Test
    void takesAnExperimentOfTheSameNameForTheSame() {
        add(Given.experiment(0, "Default"), Given.experiment(5, "a"));

        assertThat(add(Given.experiment(0, "Default"), Given.experiment(1, "a")))
                .containsExactly("0 Default 0 joined", "1 a 5 joined");
    }

    @Test
    void givesWhatTheTargetCannotHoldItsNumbersInOrderOfCreation() {
        ExperimentNumbers small = new ExperimentNumbers(new ExperimentId(100));
        small.add(Stream.of(Given.experiment(0, "Default"), Given.experiment(2, "a")));

        assertThat(shown(small.add(Stream.of(
                        Given.experiment(2, "clash"),
                        Edited.with(Given.experiment(111, "young"), "creationTime", 9L),
                        Edited.with(Given.experiment(222, "old"), "creationTime", 1L),
                        Edited.with(Given.experiment(333, "oldest"), "creationTime", null)))))
                .containsExactly("2 clash 3", "111 young 6", "222 old 5", "333 oldest 4");
    }

    @Test
    void takesTheLeastFreeIdWhereThereIsNoneAboveTheGreatest() {
        add(Given.experiment(0, "Default"), Given.experiment(1, "a"), Given.experiment(Long.MAX_VALUE, "last"));

        assertThat(add(Given.experiment(1, "x"))).containsExactly("1 x 2");
    }

    private List<String> add(Experiment... experiments) {
        return shown(numbers.add(Stream.of(experiments)));
    }

    private static List<String> shown(List<ExperimentNumber> numbers) {
        return numbers.stream()
                .map(number -> number.original() + " " + number.name() + " " + number.now()
                        + (number.joined() ? " joined" : ""))
                .toList();
    }
}
