package org.filestoremigration.verification;

import java.util.Comparator;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Walks two ascending sequences side by side in constant memory.
 *
 * <p>No element is asked for before the one before it has been handed over, so that what a sequence delivers between
 * two elements (an owner's children) can be taken in between.
 */
final class OrderedJoin {

    /** What to do with each key: it is in both sequences or in one. */
    interface Visitor<T> {

        void both(T expected, T actual);

        void onlyExpected(T expected);

        void onlyActual(T actual);
    }

    private OrderedJoin() {}

    static <T> void join(
            Iterator<T> expected, Iterator<T> actual, Comparator<? super T> order, Visitor<? super T> visitor) {
        T left = next(expected);
        T right = next(actual);
        while (left != null || right != null) {
            int sign = left == null ? 1 : right == null ? -1 : order.compare(left, right);
            if (left != null && right != null && sign == 0) {
                visitor.both(left, right);
                left = next(expected);
                right = next(actual);
            } else if (left != null && sign < 0) {
                visitor.onlyExpected(left);
                left = next(expected);
            } else if (right != null) {
                visitor.onlyActual(right);
                right = next(actual);
            }
        }
    }

    private static <T> @Nullable T next(Iterator<T> sequence) {
        return sequence.hasNext() ? sequence.next() : null;
    }
}
