package io.batchline.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.testkit.Program;
import io.batchline.webhooks.Receiver.Got;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A sender that is killed by `kill -9`, wherever it is: each event arrives all the same, under the
/// same `webhook-id`.
@Timeout(120)
final class KilledSenderIT extends SenderFixture {
    private static final String HOOK = "aaaaaaaaaaaaaaaa";
    private static final Duration LEASE_OVER = DueDeliveries.LEASE.plusSeconds(1);
    private static final Duration STARTED = Duration.ofSeconds(60);
    private static final int MANY = 40;

    @TempDir private Path folder;

    private Program killable() throws Exception {
        return SenderProgram.start(rows, folder.resolve("sender.txt"));
    }

    @Test
    void what_was_answered_and_not_noted_is_sent_again() throws Exception {
        var heard = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        try (Receiver receiver =
                        new Receiver((number, exchange) -> {
                            heard.countDown();
                            awaitQuietly(answer);
                            exchange.sendResponseHeaders(200, -1);
                        });
                Connection holder = connect()) {
            webhook(HOOK, receiver.url("/hook"));
            UUID delivery = delivery(HOOK, "b-1-completed");
            try (Program sender = killable()) {
                // given an answer that can't be written down
                heard.await();
                holder.setAutoCommit(false);
                try (var lock = holder.createStatement()) {
                    lock.execute("select from webhook_deliveries for update");
                }
                answer.countDown();
                await("it wants to note the answer").atMost(SOON).until(this::somebodyWaitsForRow);

                // when
                sender.kill();
            }
            holder.rollback();

            // then
            assertThat(state(delivery)).isEqualTo("waiting");
            assertThat(attempts(delivery)).isEmpty();
            clock.move(LEASE_OVER);
            sender(database(), LOOPBACK);
            awaitState(delivery, "delivered");
            assertThat(attempts(delivery)).containsExactly("1|200");
            assertThat(receiver.got()).hasSize(2).extracting(Got::id).containsOnly("b-1-completed");
            assertThat(receiver.got())
                    .extracting(Got::body)
                    .containsOnly("{\"specversion\":\"1.0\"}");
        }
    }

    @Test
    void what_waits_for_its_next_try_is_tried_by_another_when_it_is_due() throws Exception {
        try (Receiver receiver = Receiver.answering(500, 204)) {
            webhook(HOOK, receiver.url("/hook"));
            UUID delivery = delivery(HOOK, "b-1-completed");
            try (Program sender = killable()) {
                await("the first try").atMost(STARTED).until(() -> !attempts(delivery).isEmpty());
                sender.kill();
            }

            clock.move(Duration.ofSeconds(6));
            sender(database(), LOOPBACK);

            awaitState(delivery, "delivered");
            assertThat(attempts(delivery)).containsExactly("1|500", "2|204");
            assertThat(receiver.got()).extracting(Got::id).containsOnly("b-1-completed");
        }
    }

    @Test
    void of_many_none_is_lost_when_two_senders_are_killed_in_their_midst() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            webhook(HOOK, receiver.url("/hook"));
            List<String> events =
                    IntStream.range(0, MANY).mapToObj("b%d-1-completed"::formatted).toList();
            for (String event : events) {
                delivery(HOOK, event);
            }
            for (int arrived = 5; arrived <= 15; arrived += 10) {
                int enough = arrived;
                try (Program sender = killable()) {
                    await("some have arrived")
                            .atMost(STARTED)
                            .pollInterval(Duration.ofMillis(5))
                            .until(() -> receiver.got().size() >= enough);
                    sender.kill();
                }
            }

            clock.move(LEASE_OVER);
            sender(database(), LOOPBACK);

            await("all are delivered")
                    .atMost(SOON)
                    .until(() -> stateCount("delivered").equals(List.of(String.valueOf(MANY))));
            assertThat(receiver.got().stream().map(Got::id).distinct())
                    .containsExactlyInAnyOrderElementsOf(events);
        }
    }

    private List<String> stateCount(String state) throws Exception {
        return rows.query(
                "select count(*) from webhook_deliveries where state = '%s'".formatted(state));
    }

    private boolean somebodyWaitsForRow() throws Exception {
        return !rows.query(
                        "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
                .isEmpty();
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection(rows.jdbcUrl(), rows.user(), rows.password());
    }
}
