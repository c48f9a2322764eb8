package io.batchline.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.database.GroupedCalls.Outcome;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupedCallsTest {
    private static final Gathering NONE = new Gathering(1, Duration.ZERO, Duration.ZERO);

    @Test
    void a_call_that_came_later_is_not_answered_by_one_that_is_under_way() throws Exception {
        var world = new AtomicInteger(1);
        var isOnItsWay = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var calls =
                new GroupedCalls<String, Integer>(
                        group -> {
                            int seen = world.get();
                            if (isOnItsWay.getCount() > 0) {
                                isOnItsWay.countDown();
                                await(goOn);
                            }
                            return group.stream()
                                    .map(_ -> new Outcome<Integer>(seen, null))
                                    .toList();
                        },
                        NONE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome<Integer>> first = threads.submit(() -> calls.call("a"));
            isOnItsWay.await();
            world.set(2);
            Future<Outcome<Integer>> second = threads.submit(() -> calls.call("a"));
            goOn.countDown();

            assertThat(first.get().value()).isEqualTo(1);
            assertThat(second.get().value()).isEqualTo(2);
        }
    }

    @Test
    void each_of_many_gets_its_own_answer_once() throws Exception {
        var groups = new ConcurrentLinkedQueue<Integer>();
        var calls =
                new GroupedCalls<Integer, String>(
                        group -> {
                            groups.add(group.size());
                            return group.stream()
                                    .map(each ->
                                            each % 7 == 0
                                                    ? new Outcome<String>(
                                                            null, new SQLException("no " + each))
                                                    : new Outcome<String>("yes " + each, null))
                                    .toList();
                        },
                        Gathering.READS);
        List<Future<Outcome<String>>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 5_000).forEach(n -> all.add(threads.submit(() -> calls.call(n))));
        }

        for (int n = 0; n < all.size(); n++) {
            Outcome<String> outcome = all.get(n).get();
            if (n % 7 == 0) {
                assertThat((Throwable) outcome.failure()).hasMessage("no " + n);
            } else {
                assertThat(outcome.value()).isEqualTo("yes " + n);
            }
        }
        assertThat(groups.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5_000);
        assertThat(List.copyOf(groups)).allMatch(size -> size <= 200);
    }

    @Test
    void an_error_ends_the_waiting_of_all_and_the_next_are_answered() throws Exception {
        var isOnItsWay = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var number = new AtomicInteger();
        var calls =
                new GroupedCalls<Integer, Integer>(
                        group -> {
                            switch (number.incrementAndGet()) {
                                case 1 -> {
                                    isOnItsWay.countDown();
                                    await(goOn);
                                }
                                case 2 -> throw new StackOverflowError("deep");
                                default -> {}
                            }
                            return group.stream()
                                    .map(each -> new Outcome<Integer>(each, null))
                                    .toList();
                        },
                        NONE);
        List<Future<Outcome<Integer>>> all = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            all.add(threads.submit(() -> calls.call(0)));
            isOnItsWay.await();
            IntStream.range(1, 20).forEach(n -> all.add(threads.submit(() -> calls.call(n))));
            goOn.countDown();
        }

        assertThat(all).allMatch(Future::isDone);
        assertThat(all.getFirst().get().value()).isEqualTo(0);
        assertThat(calls.call(21).value()).isEqualTo(21);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
