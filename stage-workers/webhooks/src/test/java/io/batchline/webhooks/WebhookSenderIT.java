package io.batchline.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.database.Database;
import io.batchline.webhooks.Receiver.Got;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Deliveries, from the first try to their end, whoever sends them.
final class WebhookSenderIT extends SenderFixture {
    private static final String HOOK = "aaaaaaaaaaaaaaaa";

    @Test
    void a_receiver_that_fails_twice_gets_the_same_message_three_times() throws Exception {
        try (Receiver receiver = Receiver.answering(500, 503, 204)) {
            // given
            webhook(HOOK, receiver.url("/hook"));
            UUID delivery = delivery(HOOK, "b-1-completed");
            sender(database(), LOOPBACK);

            // when
            awaitAttempts(delivery, 1);
            clock.move(Duration.ofSeconds(6));
            awaitAttempts(delivery, 2);
            clock.move(Duration.ofMinutes(6));
            awaitState(delivery, "delivered");

            // then
            assertThat(attempts(delivery)).containsExactly("1|500", "2|503", "3|204");
            assertThat(receiver.got()).extracting(Got::id).containsOnly("b-1-completed");
            assertThat(receiver.got()).extracting(Got::timestamp).doesNotHaveDuplicates();
            Got last = receiver.got().getLast();
            assertThat(last.type()).isEqualTo("application/cloudevents+json");
            assertThat(last.body()).isEqualTo("{\"specversion\":\"1.0\"}");
            assertThat(last.signature())
                    .isEqualTo(
                            Signature.of(
                                    List.of(HexFormat.of().parseHex(SECRET)),
                                    last.id(),
                                    Instant.ofEpochSecond(Long.parseLong(last.timestamp())),
                                    last.body().getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void what_fails_for_a_day_has_failed() throws Exception {
        try (Receiver receiver = Receiver.answering(500)) {
            webhook(HOOK, receiver.url("/hook"));
            UUID delivery = delivery(HOOK, "b-1-completed");
            sender(database(), LOOPBACK);

            for (int tries = 1; tries < 8; tries++) {
                awaitAttempts(delivery, tries);
                clock.move(Backoff.after(tries, 1, Duration.ZERO).orElseThrow());
            }
            awaitState(delivery, "failed");

            assertThat(attempts(delivery)).hasSize(8);
        }
    }

    @Test
    void a_sender_that_dies_before_it_has_written_down_an_answer_is_followed_by_another()
            throws Exception {
        var heard = new CountDownLatch(1);
        var dead = new CountDownLatch(1);
        try (Receiver receiver =
                new Receiver((number, exchange) -> {
                    if (number == 0) {
                        heard.countDown();
                        awaitQuietly(dead);
                    }
                    exchange.sendResponseHeaders(200, -1);
                })) {
            // given a sender whose database is gone when the answer comes
            webhook(HOOK, receiver.url("/hook"));
            UUID delivery = delivery(HOOK, "b-1-completed");
            Database first = database();
            sender(first, LOOPBACK);
            heard.await();
            first.close();
            dead.countDown();

            // when
            sender(database(), LOOPBACK);
            clock.move(DueDeliveries.LEASE.plusSeconds(1));
            awaitState(delivery, "delivered");

            // then
            assertThat(receiver.got()).hasSize(2).extracting(Got::id).containsOnly("b-1-completed");
        }
    }

    @Test
    void a_receiver_that_is_gone_is_disabled_and_gets_nothing_more() throws Exception {
        try (Receiver receiver = Receiver.answering(410)) {
            webhook(HOOK, receiver.url("/hook"));
            UUID one = delivery(HOOK, "b-1-started");
            sender(database(), LOOPBACK);
            awaitState(one, "failed");

            assertThat(rows.query("select disabled_because from webhooks"))
                    .containsExactly("it answered 410 Gone");
            assertThat(attempts(one)).containsExactly("1|410");
        }
    }

    @Test
    void what_waits_for_one_that_is_gone_fails_with_it() throws Exception {
        try (Receiver receiver = Receiver.answering(500, 410)) {
            webhook(HOOK, receiver.url("/hook"));
            UUID waiting = delivery(HOOK, "b-1-started");
            sender(database(), LOOPBACK);
            awaitAttempts(waiting, 1);
            UUID gone = delivery(HOOK, "b-1-completed");

            awaitState(gone, "failed");
            awaitState(waiting, "failed");
        }
    }

    @Test
    void two_senders_share_what_is_due() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            webhook(HOOK, receiver.url("/"));
            sender(database(), LOOPBACK);
            sender(database(), LOOPBACK);
            for (int i = 0; i < 40; i++) {
                delivery(HOOK, "b%d-1-completed".formatted(i));
            }

            await("all are delivered")
                    .atMost(SOON)
                    .until(() ->
                            rows.query("select 1 from webhook_deliveries where state = 'delivered'")
                                            .size()
                                    == 40);
            assertThat(receiver.got()).hasSize(40).extracting(Got::id).doesNotHaveDuplicates();
        }
    }

    @Test
    void old_deliveries_and_secrets_are_forgotten() throws Exception {
        webhook(HOOK, "https://unknown.invalid/");
        UUID old = delivery(HOOK, "b-1-completed");
        rows.execute(
                "update webhook_deliveries set state = 'failed', next_attempt_at = null, finished_at = now(), created_at = now() - interval '31 days'");
        rows.execute("update webhooks set previous = secret, previous_until = now()");
        clock.move(Duration.ofSeconds(1));

        sender(database(), LOOPBACK);

        await("the old delivery goes")
                .atMost(SOON)
                .until(() ->
                        rows.query(
                                        "select 1 from webhook_deliveries where delivery_id = '%s'"
                                                .formatted(old))
                                .isEmpty());
        assertThat(rows.query("select previous from webhooks")).containsExactly("null");
    }
}
