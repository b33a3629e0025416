package org.filestoremigration.domain.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.filestoremigration.domain.Entity;
import org.filestoremigration.domain.tracking.Experiment;
import org.filestoremigration.domain.tracking.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FeedTest {

    private static final long MORE_THAN_FITS = 1_000_000;

    private static Metric point(long step) {
        return Metric.of("loss", 0.5, 7, step);
    }

    private static void points(long number, Consumer<Entity> consumer) {
        LongStream.range(0, number).forEach(step -> consumer.accept(point(step)));
    }

    private static Feed feed(Consumer<Consumer<Entity>> walk) {
        return new Feed("test", walk, entity -> {});
    }

    private static <T> List<T> rest(Iterator<T> records) {
        List<T> rest = new ArrayList<>();
        records.forEachRemaining(rest::add);
        return rest;
    }

    @Test
    void deliversRecordsInTheirOrderTypeByType() {
        Experiment first = SampleExperiments.DEFAULT;
        Experiment second = SampleExperiments.FULL;
        try (Feed feed = feed(consumer -> {
            consumer.accept(first);
            points(10_000, consumer);
            consumer.accept(second);
        })) {
            assertThat(rest(feed.next(Metric.class))).isEmpty();
            assertThat(rest(feed.next(Experiment.class))).containsExactly(first);
            assertThat(rest(feed.next(Metric.class)))
                    .isEqualTo(LongStream.range(0, 10_000)
                            .mapToObj(FeedTest::point)
                            .toList());
            assertThat(feed.peek()).isEqualTo(second);
            assertThat(feed.take(second)).isEqualTo(second);
            assertThat(feed.peek()).isNull();
        }
    }

    @Test
    void showsEachRecordToItsObserverBeforeItCanBeHad() {
        List<Entity> seen = new ArrayList<>();
        List<Entity> had = new ArrayList<>();
        Set<Thread> threads = new HashSet<>();
        Consumer<Entity> observer = entity -> {
            seen.add(entity);
            threads.add(Thread.currentThread());
        };
        try (Feed feed = new Feed("test", consumer -> points(10_000, consumer), observer)) {
            for (Entity next = feed.peek(); next != null; next = feed.peek()) {
                had.add(feed.take(next));
                assertThat(seen.get(had.size() - 1)).isSameAs(next);
            }
        }
        assertThat(seen).hasSize(10_000).isEqualTo(had);
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void failsAsTheReaderDoes() {
        SourceException failure = new SourceException("gone");
        try (Feed feed = feed(consumer -> {
            points(10_000, consumer);
            throw failure;
        })) {
            assertThatThrownBy(() -> rest(feed.next(Metric.class))).isSameAs(failure);
        }
    }

    @Test
    void holdsABoundedNumberOfRecords() throws InterruptedException {
        long[] delivered = {0};
        CountDownLatch end = new CountDownLatch(1);
        Feed feed = feed(consumer -> {
            try {
                points(MORE_THAN_FITS, consumer.andThen(point -> delivered[0]++));
            } finally {
                end.countDown();
            }
        });
        assertThat(feed.peek()).isEqualTo(point(0));

        feed.close();

        end.await();
        assertThat(delivered[0]).isPositive().isLessThan(MORE_THAN_FITS / 5);
    }
}
