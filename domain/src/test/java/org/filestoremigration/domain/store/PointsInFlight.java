package org.filestoremigration.domain.store;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * A lazy history that watches who holds its points: now and then it makes the garbage collector run and counts the
 * points it gave that are still there.
 */
final class PointsInFlight<P> {

    private static final int WATCHED = 100;

    private final List<WeakReference<P>> watched = new ArrayList<>();
    private final long count;
    private final LongFunction<P> point;
    private long mostHeld;

    /**
     * @param count a multiple of 300, so that the point on its way is among the watched ones when they are counted
     * @param point the point with a number from 0
     */
    PointsInFlight(long count, LongFunction<P> point) {
        this.count = count;
        this.point = point;
    }

    Iterator<P> iterator() {
        return LongStream.range(0, count).mapToObj(this::next).iterator();
    }

    private P next(long number) {
        P next = point.apply(number);
        if (number % WATCHED == 0) {
            watched.add(new WeakReference<>(next));
        }
        if (number > 0 && number % (count / 3) == 0) {
            System.gc();
            long held = watched.stream()
                    .filter(reference -> reference.get() != null)
                    .count();
            mostHeld = Math.max(mostHeld, held * WATCHED);
        }
        return next;
    }

    /** About how many points were alive at once, the one on its way included: 0 only if the history was not read. */
    long mostHeld() {
        return mostHeld;
    }
}
