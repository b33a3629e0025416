package org.filestoremigration.domain.merge;

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
import org.jspecify.annotations.Nullable;

/**
 * Several ascending streams side by side: for each key what the streams have under it, in the order of the streams. Of
 * each stream only the next element is held, and it is not asked for before the group has been taken.
 */
final class GroupedMerge {

    /** An element and the number of its stream, from 0. */
    record Member<T>(int stream, T element) {}

    private record Head<T>(Member<T> member, Iterator<T> rest) {
        int stream() {
            return member.stream;
        }
    }

    private GroupedMerge() {}

    /** Closing the merged stream closes them all. */
    static <T> Stream<List<Member<T>>> of(List<Stream<T>> streams, Comparator<? super T> order) {
        Stream<List<Member<T>>> merged = StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Groups<>(streams, order), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
        for (Stream<T> stream : streams) {
            merged = merged.onClose(stream::close);
        }
        return merged;
    }

    /** Of two streams the first one's element of a group. */
    static <T> @Nullable T theirs(List<Member<T>> group) {
        return group.get(0).stream() == 0 ? group.get(0).element() : null;
    }

    /** Of two streams the second one's element of a group. */
    static <T> @Nullable T ours(List<Member<T>> group) {
        Member<T> last = group.get(group.size() - 1);
        return last.stream() == 1 ? last.element() : null;
    }

    private static final class Groups<T> implements Iterator<List<Member<T>>> {

        private final Comparator<? super T> order;
        private final PriorityQueue<Head<T>> heads;
        private final List<Head<T>> taken = new ArrayList<>();
        private List<Stream<T>> unopened;

        Groups(List<Stream<T>> streams, Comparator<? super T> order) {
            this.order = order;
            this.unopened = streams;
            this.heads = new PriorityQueue<>((left, right) -> {
                int sign = order.compare(left.member.element, right.member.element);
                return sign != 0 ? sign : Integer.compare(left.stream(), right.stream());
            });
        }

        @Override
        public boolean hasNext() {
            // A source, which is read ahead once it is opened, comes last: then nobody waits for the target before.
            for (int i = unopened.size() - 1; i >= 0; i--) {
                advance(i, unopened.get(i).iterator());
            }
            unopened = List.of();
            taken.forEach(head -> advance(head.stream(), head.rest));
            taken.clear();
            return !heads.isEmpty();
        }

        private void advance(int stream, Iterator<T> rest) {
            if (rest.hasNext()) {
                heads.add(new Head<>(new Member<>(stream, rest.next()), rest));
            }
        }

        @Override
        public List<Member<T>> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            List<Member<T>> group = new ArrayList<>();
            T first = heads.element().member.element;
            while (!heads.isEmpty() && order.compare(heads.element().member.element, first) == 0) {
                Head<T> head = heads.remove();
                taken.add(head);
                group.add(head.member);
            }
            return group;
        }
    }
}
