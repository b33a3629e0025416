package org.filestoremigration.filestore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Several ascending streams as one; of each only the next element is held. */
final class OrderedMerge {

    private record Head<T>(T element, Iterator<T> rest) {}

    private OrderedMerge() {}

    /** Closing the merged stream closes them all. */
    static <T> Stream<T> of(List<Stream<T>> streams, Comparator<T> order) {
        if (streams.size() == 1) {
            return streams.get(0);
        }
        PriorityQueue<Head<T>> heads = new PriorityQueue<>((left, right) -> order.compare(left.element, right.element));
        List<Iterator<T>> unread = new ArrayList<>();
        Iterator<T> merged = new Iterator<>() {
            @Override
            public boolean hasNext() {
                unread.forEach(iterator -> advance(iterator, heads));
                unread.clear();
                return !heads.isEmpty();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Head<T> least = heads.remove();
                unread.add(least.rest);
                return least.element;
            }
        };
        streams.forEach(stream -> unread.add(stream.iterator()));
        Stream<T> stream = StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(merged, Spliterator.ORDERED | Spliterator.NONNULL), false);
        for (Stream<T> each : streams) {
            stream = stream.onClose(each::close);
        }
        return stream;
    }

    private static <T> void advance(Iterator<T> iterator, PriorityQueue<Head<T>> heads) {
        if (iterator.hasNext()) {
            heads.add(new Head<>(iterator.next(), iterator));
        }
    }
}
