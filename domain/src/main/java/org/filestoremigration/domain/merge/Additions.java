package org.filestoremigration.domain.merge;

import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What only the second of two ascending sequences has, which is told of every key that is passed on the way. For points, of
 * which there may be hundreds of millions: nothing is made for each of them.
 */
final class Additions<T> implements Iterator<T> {

    /** Told of what the two have under one key: of one of them nothing, perhaps. */
    interface Seen<T> {
        void passed(@Nullable T theirs, @Nullable T ours);
    }

    private final Iterator<T> target;
    private final Iterator<T> source;
    private final Comparator<? super T> order;
    private final Seen<T> seen;
    private @Nullable T theirs;
    private @Nullable T ours;
    private @Nullable T addition;

    Additions(Iterator<T> target, Iterator<T> source, Comparator<? super T> order, Seen<T> seen) {
        this.target = target;
        this.source = source;
        this.order = order;
        this.seen = seen;
    }

    @Override
    public boolean hasNext() {
        while (addition == null) {
            if (theirs == null && target.hasNext()) {
                theirs = target.next();
            }
            if (ours == null && source.hasNext()) {
                ours = source.next();
            }
            if (theirs == null && ours == null) {
                return false;
            }
            int sign = theirs == null ? 1 : ours == null ? -1 : order.compare(theirs, ours);
            T had = sign <= 0 ? theirs : null;
            T has = sign >= 0 ? ours : null;
            theirs = sign <= 0 ? null : theirs;
            ours = sign >= 0 ? null : ours;
            seen.passed(had, has);
            addition = had == null ? has : null;
        }
        return true;
    }

    @Override
    public T next() {
        T next = hasNext() ? addition : null;
        if (next == null) {
            throw new NoSuchElementException();
        }
        addition = null;
        return next;
    }
}
