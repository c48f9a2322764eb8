package io.batchline.ingest.webhook;

import io.batchline.contract.webhook.WebhookKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An endpoint of a tenant's.
///
/// @param disabledAt null while it is enabled, as the reason
record Webhook(
        String id,
        String url,
        Subscription subscription,
        @Nullable String description,
        String createdBy,
        Instant createdAt,
        @Nullable Instant disabledAt,
        @Nullable String disabledBecause) {
    List<WebhookKind> events() {
        return subscription.events();
    }

    boolean isEnabled() {
        return disabledAt == null;
    }
}
