package io.batchline.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.outbound.AllowedTargets;
import io.batchline.outbound.TargetRule;
import io.batchline.webhooks.Receiver.Got;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Deliveries to receivers that lead elsewhere, are slow, have no end, or speak no HTTP.
final class OddReceiversIT extends SenderFixture {
    private static final long ENDLESS = 100_000_000;
    private static final String HOOK = "aaaaaaaaaaaaaaaa";

    @Test
    void a_redirect_is_a_failure_and_is_not_followed() throws Exception {
        try (Receiver receiver =
                new Receiver((_, exchange) -> {
                    exchange.getResponseHeaders().set("Location", "/elsewhere");
                    exchange.sendResponseHeaders(307, -1);
                })) {
            webhook(HOOK, receiver.url("/hook"));
            UUID delivery = delivery(HOOK, "b-1-completed");
            sender(database(), LOOPBACK);
            awaitAttempts(delivery, 1);

            assertThat(attempts(delivery)).containsExactly("1|307");
            assertThat(receiver.got()).extracting(Got::path).containsExactly("/hook");
        }
    }

    @Test
    void inner_addresses_are_not_called_whatever_a_name_has_meant_before() throws Exception {
        try (Receiver receiver = Receiver.answering(200)) {
            // given a name that means something public when it is asked first, and loopback then
            var asked = new AtomicInteger();
            var rule =
                    new TargetRule(
                            AllowedTargets.NONE,
                            host ->
                                    new InetAddress[] {
                                        InetAddress.ofLiteral(
                                                host.equals("turns.example")
                                                                && asked.getAndIncrement() == 0
                                                        ? "1.1.1.1"
                                                        : "127.0.0.1")
                                    });
            String url = receiver.url("turns.example", "/hook").replace("http:", "https:");
            webhook(HOOK, url);
            UUID turned = delivery(HOOK, "b-1-completed");
            webhook("bbbbbbbbbbbbbbbb", "https://localhost:1/");
            UUID local = delivery("bbbbbbbbbbbbbbbb", "b-1-completed");

            // when
            sender(database(), rule);
            awaitAttempts(turned, 1);
            awaitAttempts(local, 1);

            // then
            assertThat(attempts(turned).getFirst()).contains("loopback address");
            assertThat(attempts(local).getFirst()).contains("loopback address");
            assertThat(receiver.got()).isEmpty();
        }
    }

    @Test
    void an_answer_without_end_is_cut_off_and_one_that_is_long_is_not_read() throws Exception {
        var written = new AtomicLong();
        try (Receiver endless =
                        new Receiver((_, exchange) -> {
                            exchange.sendResponseHeaders(200, 0);
                            while (written.get() < ENDLESS) {
                                exchange.getResponseBody().write(new byte[1000]);
                                written.addAndGet(1000);
                            }
                        });
                Receiver silent = new Receiver((_, _) -> awaitQuietly(new CountDownLatch(1)))) {
            webhook(HOOK, endless.url("/"));
            webhook("bbbbbbbbbbbbbbbb", silent.url("/"));
            UUID loud = delivery(HOOK, "b-1-completed");
            UUID quiet = delivery("bbbbbbbbbbbbbbbb", "b-1-completed");
            sender(database(), LOOPBACK);

            awaitState(loud, "delivered");
            awaitAttempts(quiet, 1);
            assertThat(written.get())
                    .as("what fits into buffers on the way")
                    .isLessThan(ENDLESS / 4);
            assertThat(attempts(quiet).getFirst()).containsAnyOf("within 2 s", "no answer in time");
        }
    }

    @Test
    void a_host_that_is_slow_keeps_no_other_waiting_and_gets_four_calls_at_once() throws Exception {
        var most = new AtomicInteger();
        var now = new AtomicInteger();
        var release = new CountDownLatch(1);
        try (Receiver slow =
                        new Receiver((_, exchange) -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            awaitQuietly(release);
                            now.decrementAndGet();
                            exchange.sendResponseHeaders(200, -1);
                        });
                Receiver quick = Receiver.answering(200)) {
            webhook(HOOK, slow.url("/"));
            webhook("bbbbbbbbbbbbbbbb", quick.url("/"));
            for (int i = 0; i < 60; i++) {
                delivery(HOOK, "b%d-1-completed".formatted(i));
            }
            UUID other = delivery("bbbbbbbbbbbbbbbb", "b-1-completed");

            sender(database(), LOOPBACK);
            awaitState(other, "delivered");
            release.countDown();
            await("the rest arrives").atMost(SOON).until(() -> slow.got().size() == 60);

            assertThat(most).hasValueBetween(1, 4);
        }
    }

    @Test
    void a_tenant_with_many_slow_hosts_keeps_no_other_tenant_waiting() throws Exception {
        var release = new CountDownLatch(1);
        List<Receiver> slow = new ArrayList<>();
        try (Receiver quick = Receiver.answering(200)) {
            for (int i = 0; i < 12; i++) {
                Receiver receiver =
                        new Receiver((_, exchange) -> {
                            awaitQuietly(release);
                            exchange.sendResponseHeaders(200, -1);
                        });
                slow.add(receiver);
                String id = "c".repeat(15) + (char) ('a' + i);
                webhook(id, receiver.url("/"));
                for (int j = 0; j < 4; j++) {
                    delivery(id, "b%d-1-completed".formatted(j));
                }
            }
            webhook("bbbbbbbbbbbbbbbb", quick.url("/"));
            rows.execute("update webhooks set tenant = 'other' where webhook_id like 'bbb%'");
            UUID other = delivery("bbbbbbbbbbbbbbbb", "b-1-completed");

            sender(database(), LOOPBACK);

            awaitState(other, "delivered");
            assertThat(slow.stream().mapToInt(each -> each.got().size()).sum()).isLessThan(32);
        } finally {
            release.countDown();
            slow.forEach(Receiver::close);
        }
    }

    @Test
    void an_answer_that_is_no_http_is_a_try_like_any_other() throws Exception {
        try (var server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread answers =
                    Thread.ofVirtual()
                            .start(() -> {
                                try (Socket call = server.accept()) {
                                    call.getOutputStream()
                                            .write(
                                                    "HTTP/1.1 000 x\r\n\r\n"
                                                            .getBytes(StandardCharsets.UTF_8));
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
            webhook(HOOK, "http://127.0.0.1:%d/".formatted(server.getLocalPort()));
            UUID delivery = delivery(HOOK, "b-1-completed");

            sender(database(), LOOPBACK);

            awaitAttempts(delivery, 1);
            assertThat(state(delivery)).isEqualTo("waiting");
            answers.join();
        }
    }
}
