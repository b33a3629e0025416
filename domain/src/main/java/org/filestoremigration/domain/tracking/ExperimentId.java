package org.filestoremigration.domain.tracking;

import java.util.Optional;

/**
 * An experiment's id, as MLflow's SQL column holds it: an integer from 0 to 2⁶³ − 1.
 *
 * <p>A FileStore names the experiment's folder after it. MLflow counted 0, 1, 2 … up to 1.x and draws 18 random digits
 * since 2.0. FileStore also reads folders such as {@code my-exp} or {@code 007}; they have no exact counterpart in SQL.
 */
public record ExperimentId(long value) implements Comparable<ExperimentId> {

    /** The experiment that MLflow creates whenever it opens a database without it. */
    public static final ExperimentId DEFAULT = new ExperimentId(0);

    /** The id that a text stands for, empty unless it is the canonical decimal form of one. */
    public static Optional<ExperimentId> parse(String text) {
        if (text.isEmpty() || text.length() > 19 || (text.length() > 1 && text.charAt(0) == '0')) {
            return Optional.empty();
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return Optional.empty();
            }
            value = value * 10 + digit;
        }
        return Optional.of(new ExperimentId(value));
    }

    @Override
    public int compareTo(ExperimentId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
