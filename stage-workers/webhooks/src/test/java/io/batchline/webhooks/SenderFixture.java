package io.batchline.webhooks;

import static org.awaitility.Awaitility.await;

import io.batchline.database.Database;
import io.batchline.database.DatabaseConfig;
import io.batchline.outbound.AllowedTargets;
import io.batchline.outbound.TargetRule;
import io.batchline.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Senders, a clock and a database of a test's own.
abstract class SenderFixture {
    static final String SECRET = "00".repeat(32);
    static final TargetRule LOOPBACK = new TargetRule(allowed("127.0.0.0/8"));
    static final Duration SOON = Duration.ofSeconds(20);

    final TestDatabase rows = TestDatabase.fresh();
    final MovedClock clock = new MovedClock();
    private final List<AutoCloseable> open = new ArrayList<>();

    static AllowedTargets allowed(String targets) {
        return AllowedTargets.of("ALLOW", Map.of("ALLOW", targets));
    }

    Database database() {
        try {
            Database database =
                    Database.open(DatabaseConfig.of(rows.jdbcUrl(), rows.user(), rows.password()));
            open.add(database);
            return database;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the database opened", e);
        }
    }

    WebhookSender sender(Database database, TargetRule rule) {
        WebhookSender sender =
                WebhookSender.start(database.dataSource(), rule, Duration.ofSeconds(2), clock);
        open.addFirst(sender);
        return sender;
    }

    @BeforeEach
    void schema() {
        database();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    /// @param id of 16 letters
    void webhook(String id, String url) throws SQLException {
        rows.execute(
                """
                insert into webhooks (webhook_id, tenant, url, events, since, secret, created_by, created_at)
                values ('%s', 'default', '%s', '{completed}', array[now()], decode('%s', 'hex'), 'admin', now())
                """
                        .formatted(id, url, SECRET));
    }

    UUID delivery(String webhook, String event) throws SQLException {
        UUID id = UUID.randomUUID();
        rows.execute(
                """
                insert into webhook_deliveries (delivery_id, webhook_id, tenant, event_id, type, body, url)
                select '%s', webhook_id, tenant, '%s', 'io.batchline.batch.completed', '{"specversion":"1.0"}', url
                  from webhooks where webhook_id = '%s'
                """
                        .formatted(id, event, webhook));
        return id;
    }

    String state(UUID delivery) throws SQLException {
        return rows.query(
                        "select state from webhook_deliveries where delivery_id = '%s'"
                                .formatted(delivery))
                .getFirst();
    }

    List<String> attempts(UUID delivery) throws SQLException {
        return rows.query(
                "select attempt, coalesce(status::text, error) from webhook_attempts where delivery_id = '%s' order by 1"
                        .formatted(delivery));
    }

    void awaitState(UUID delivery, String state) {
        await(state).atMost(SOON).until(() -> state(delivery).equals(state));
    }

    void awaitAttempts(UUID delivery, int many) {
        await("attempt " + many).atMost(SOON).until(() -> attempts(delivery).size() >= many);
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
