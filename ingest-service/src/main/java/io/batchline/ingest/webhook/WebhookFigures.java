package io.batchline.ingest.webhook;

import io.batchline.database.Sql;
import io.batchline.database.Transactions;
import io.batchline.http.Metric;
import io.batchline.http.Metric.Kind;
import io.batchline.http.Metric.Sample;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How webhooks stand, in all tenants together, as the database says; asked at most every few
/// seconds, whoever reads the metrics. Safe for any thread.
final class WebhookFigures {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookFigures.class);
    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final String COUNT =
            """
            select
                (select count(*) from webhook_deliveries where state = 'waiting'),
                (select count(*) from webhook_deliveries where state = 'failed'),
                (select coalesce(greatest(0, extract(epoch from ?::timestamptz - min(next_attempt_at))), 0)
                   from webhook_deliveries where state = 'waiting')
            """;

    private final Transactions transactions;
    private final Clock clock;
    private Figures last = new Figures(Instant.MIN, Double.NaN, Double.NaN, Double.NaN);

    private record Figures(Instant at, double waiting, double failed, double oldestDue) {}

    WebhookFigures(DataSource database, Clock clock) {
        this.transactions = new Transactions(database);
        this.clock = clock;
    }

    List<Metric> metrics() {
        return List.of(
                new Metric(
                        "batchline_webhook_deliveries",
                        "Deliveries of webhooks that wait, and that have failed within 30 days.",
                        Kind.GAUGE,
                        () -> {
                            Figures now = figures();
                            return List.of(
                                    new Sample(Map.of("state", "waiting"), now.waiting()),
                                    new Sample(Map.of("state", "failed"), now.failed()));
                        }),
                Metric.gauge(
                        "batchline_webhook_oldest_due_seconds",
                        "How long a delivery of a webhook has been due that nobody has taken.",
                        () -> figures().oldestDue()));
    }

    private synchronized Figures figures() {
        Instant now = clock.instant();
        if (last.at().isBefore(now.minus(FRESH))) {
            last = asked(now);
        }
        return last;
    }

    /// What can't be known is no number.
    private Figures asked(Instant now) {
        try {
            return transactions.run(connection ->
                    Sql.first(
                                    connection,
                                    COUNT,
                                    row ->
                                            new Figures(
                                                    now,
                                                    row.getDouble(1),
                                                    row.getDouble(2),
                                                    row.getDouble(3)),
                                    now)
                            .orElseThrow());
        } catch (SQLException e) {
            LOG.atWarn().setCause(e).log("the figures of webhooks are not known");
            return new Figures(now, Double.NaN, Double.NaN, Double.NaN);
        }
    }
}
