package io.batchline.ingest.webhook;

import static io.batchline.contract.webhook.WebhookKind.CANCELLED;
import static io.batchline.contract.webhook.WebhookKind.COMPLETED;
import static io.batchline.contract.webhook.WebhookKind.FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// From when on events count for an endpoint.
final class SubscriptionTest {
    private static final Instant MADE = Instant.parse("2026-11-01T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final Subscription made = Subscription.to(List.of(FAILED, COMPLETED), MADE);

    @Test
    void a_kind_that_is_new_counts_from_now_on_and_the_others_go_on() {
        assertThat(made.changed(List.of(CANCELLED, COMPLETED), null, true, NOW).since())
                .isEqualTo(Map.of(COMPLETED, MADE, CANCELLED, NOW));
    }

    @Test
    void a_kind_that_was_left_out_and_comes_back_counts_from_then_on() {
        Subscription less = made.changed(List.of(COMPLETED), null, true, MADE.plusSeconds(9));

        assertThat(less.changed(List.of(COMPLETED, FAILED), null, true, NOW).since())
                .isEqualTo(Map.of(COMPLETED, MADE, FAILED, NOW));
    }

    @Test
    void what_was_disabled_hears_of_nothing_that_happened_meanwhile() {
        assertThat(made.changed(null, true, false, NOW).since())
                .isEqualTo(Map.of(COMPLETED, NOW, FAILED, NOW));
    }

    @Test
    void what_changes_nothing_loses_nothing() {
        assertThat(made.changed(null, true, true, NOW)).isEqualTo(made);
        assertThat(made.changed(null, null, false, NOW)).isEqualTo(made);
        assertThat(made.changed(null, false, true, NOW)).isEqualTo(made);
        assertThat(made.changed(List.of(FAILED, COMPLETED), null, true, NOW)).isEqualTo(made);
    }

    @Test
    void events_are_told_in_their_usual_order() {
        assertThat(made.events()).containsExactly(COMPLETED, FAILED);
    }
}
