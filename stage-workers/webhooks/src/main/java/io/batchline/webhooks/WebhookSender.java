package io.batchline.webhooks;

import io.batchline.outbound.AllowedTargets;
import io.batchline.outbound.TargetRule;
import io.batchline.webhooks.DueDeliveries.Busy;
import io.batchline.webhooks.DueDeliveries.Share;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what is due until it is closed. What is on its way when it ends is sent again by whoever
/// takes it next, under the same `webhook-id`.
public final class WebhookSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final double NANOS = 1e9;
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(4);
    private static final int AT_ONCE = 32;
    private static final int PER_TENANT = 8;
    private static final Share SHARE = new Share(4, PER_TENANT);

    private final DueDeliveries deliveries;
    private final Caller caller;
    private final Clock clock;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Integer> busyHosts = new ConcurrentHashMap<>();
    private final Map<String, Integer> busyTenants = new ConcurrentHashMap<>();
    private final AtomicInteger out = new AtomicInteger();
    private final Semaphore news = new Semaphore(0);
    private final Thread thread;
    private Instant forgetAt = Instant.MIN;
    private volatile @Nullable String failure;
    private volatile boolean closed;

    private WebhookSender(DataSource database, Caller caller, Clock clock) {
        this.deliveries = new DueDeliveries(database);
        this.caller = caller;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("webhooks").daemon().unstarted(this::run);
    }

    /// @param allowed inner addresses that may be called
    public static WebhookSender start(DataSource database, AllowedTargets allowed, Clock clock) {
        return start(database, new TargetRule(allowed), Caller.WHOLE, clock);
    }

    static WebhookSender start(
            DataSource database, TargetRule rule, Duration callWithin, Clock clock) {
        var sender = new WebhookSender(database, new Caller(rule, callWithin, AT_ONCE), clock);
        sender.thread.start();
        return sender;
    }

    /// Why nothing is sent at the moment; empty when all is well.
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    private void run() {
        try {
            while (!closed) {
                Duration wait = LOOK_EVERY;
                try {
                    round();
                    failure = null;
                } catch (SQLException | RuntimeException e) {
                    // The rim of the loop.
                    failure = "deliveries can't be taken: " + e.getMessage();
                    LOG.atWarn().setCause(e).log("no webhooks are sent for the moment");
                    wait = AFTER_A_FAILURE;
                }
                if (news.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws SQLException {
        Instant now = clock.instant();
        if (!now.isBefore(forgetAt)) {
            forgetAt = deliveries.forgetOld(now) ? now : now.plus(FORGET_EVERY);
        }
        int room = AT_ONCE - out.get();
        if (room > 0) {
            List<Delivery> due =
                    deliveries.claim(
                            now,
                            room,
                            SHARE,
                            new Busy(busyHosts.keySet(), tenantsWithTheirShare()));
            due.forEach(this::begin);
        }
    }

    private List<String> tenantsWithTheirShare() {
        return busyTenants.entrySet().stream()
                .filter(calls -> calls.getValue() >= PER_TENANT)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void begin(Delivery delivery) {
        out.incrementAndGet();
        busyHosts.merge(delivery.host(), 1, Integer::sum);
        busyTenants.merge(delivery.tenant(), 1, Integer::sum);
        calls.execute(() -> {
            try {
                send(delivery);
            } finally {
                oneLess(busyHosts, delivery.host());
                oneLess(busyTenants, delivery.tenant());
                out.decrementAndGet();
                news.release();
            }
        });
    }

    private static void oneLess(Map<String, Integer> calls, String of) {
        calls.computeIfPresent(of, (_, many) -> many == 1 ? null : many - 1);
    }

    private void send(Delivery delivery) {
        Instant at = clock.instant();
        long began = System.nanoTime();
        Answer answer = caller.call(delivery, at);
        double seconds = (System.nanoTime() - began) / NANOS;
        var verdict =
                Verdict.of(answer, delivery.tries() + 1, ThreadLocalRandom.current().nextDouble());
        try {
            var attempt = new DueDeliveries.Attempt(at, seconds, answer);
            deliveries.mark(delivery, attempt, verdict, clock.instant());
        } catch (SQLException e) {
            // It is sent again when its time is over: at least once is what is promised.
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("delivery", delivery)
                    .log("what came of a webhook could not be written down");
            return;
        }
        LOG.atDebug()
                .addKeyValue("delivery", delivery)
                .addKeyValue("answer", answer)
                .addKeyValue("verdict", verdict)
                .log("webhook sent");
    }

    /// What is being sent has a moment to be answered.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        thread.interrupt();
        calls.shutdown();
        try {
            thread.join(CLOSE_WITHIN);
            if (!calls.awaitTermination(CLOSE_WITHIN.toMillis() / 2, TimeUnit.MILLISECONDS)) {
                calls.shutdownNow();
            }
            caller.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("connections of webhooks were not closed");
        }
    }
}
