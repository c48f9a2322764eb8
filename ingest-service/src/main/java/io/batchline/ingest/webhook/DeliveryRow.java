package io.batchline.ingest.webhook;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event on its way to a webhook, or there.
///
/// @param webhookId null where it goes to the `webhook_url` of the batch
/// @param batchId null for a test
/// @param nextAttemptAt while it waits; a moment ahead while it is being sent
record DeliveryRow(
        UUID id,
        @Nullable String webhookId,
        @Nullable String batchId,
        String eventId,
        String type,
        String url,
        State state,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant finishedAt,
        List<Attempt> attempts) {
    DeliveryRow {
        attempts = List.copyOf(attempts);
    }

    DeliveryRow with(List<Attempt> known) {
        return new DeliveryRow(
                id,
                webhookId,
                batchId,
                eventId,
                type,
                url,
                state,
                createdAt,
                nextAttemptAt,
                finishedAt,
                known);
    }

    /// Where a delivery stands.
    enum State {
        WAITING,
        DELIVERED,
        FAILED;

        String wireId() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String wireId) {
            return Arrays.stream(values())
                    .filter(state -> state.wireId().equals(wireId))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// @param status null when nobody answered
    /// @param error null when somebody did
    record Attempt(
            int attempt,
            Instant at,
            double seconds,
            @Nullable Integer status,
            @Nullable String error) {}
}
