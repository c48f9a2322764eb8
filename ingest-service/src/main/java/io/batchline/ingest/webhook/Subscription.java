package io.batchline.ingest.webhook;

import io.batchline.contract.webhook.WebhookKind;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an endpoint is told, each kind from a time on. States of batches are read more than once
/// and tell again what happened long ago, so what has begun to count since must not be taken for
/// what was missed. Pure.
///
/// @param since for each kind that it is told: what happened before is not for it
record Subscription(Map<WebhookKind, Instant> since) {
    Subscription {
        since = Collections.unmodifiableMap(new EnumMap<>(since));
    }

    /// These kinds, from now on.
    static Subscription to(Collection<WebhookKind> kinds, Instant now) {
        var since = new EnumMap<WebhookKind, Instant>(WebhookKind.class);
        kinds.forEach(kind -> since.put(kind, now));
        return new Subscription(since);
    }

    List<WebhookKind> events() {
        return List.copyOf(since.keySet());
    }

    /// As it is after a change of the endpoint: kinds that it was told already go on, others count
    /// from now on; so do all of one that was disabled.
    ///
    /// @param kinds that it is told; null for those of now
    /// @param enabled null leaves that as it is
    Subscription changed(
            @Nullable Collection<WebhookKind> kinds,
            @Nullable Boolean enabled,
            boolean wasEnabled,
            Instant now) {
        Subscription asked = to(kinds == null ? since.keySet() : kinds, now);
        boolean beginsAnew = Boolean.TRUE.equals(enabled) && !wasEnabled;
        if (beginsAnew) {
            return asked;
        }
        var kept = new EnumMap<WebhookKind, Instant>(WebhookKind.class);
        asked.since.forEach((kind, from) -> kept.put(kind, since.getOrDefault(kind, from)));
        return new Subscription(kept);
    }
}
