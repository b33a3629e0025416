package org.filestoremigration.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The ids of the rows that a stream delivers next, in its order: what belongs to them will be asked for in the same order,
 * and one query can read it for several.
 */
final class OwnersAhead {

    /** How many are known at a time. */
    static final int COUNT = 100;

    private final boolean useful;
    private List<String> ids = List.of();

    /** @param database that may be better asked for one owner at a time: then nothing is read ahead */
    OwnersAhead(Database database) {
        this.useful = database.asksForSeveral();
    }

    /** An owner and those that come after it, {@code limit} in all; the owner alone where nobody expected it. */
    List<String> from(String owner, int limit) {
        int place = ids.indexOf(owner);
        return place < 0 ? List.of(owner) : ids.subList(place, Math.min(ids.size(), place + limit));
    }

    boolean has(String owner) {
        return ids.contains(owner);
    }

    /** The same rows, of which some are read before the first is delivered. */
    <R> Stream<R> of(Stream<R> rows, Function<R, String> idOf) {
        if (!useful) {
            return rows;
        }
        Spliterator<R> source = rows.spliterator();
        Spliterator<R> delivered =
                new Spliterators.AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL) {

                    private final Deque<R> read = new ArrayDeque<>();

                    @Override
                    public boolean tryAdvance(Consumer<? super R> action) {
                        if (read.isEmpty()) {
                            while (read.size() < COUNT && source.tryAdvance(read::add)) {}
                            if (read.isEmpty()) {
                                return false;
                            }
                            ids = read.stream().map(idOf).toList();
                        }
                        action.accept(read.remove());
                        return true;
                    }
                };
        return StreamSupport.stream(delivered, false).onClose(rows::close);
    }
}
