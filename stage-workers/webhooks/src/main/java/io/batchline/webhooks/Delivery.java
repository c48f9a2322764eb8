package io.batchline.webhooks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// A delivery that this process has taken.
///
/// @param claim by which it is ours until somebody else takes it
/// @param host where it goes, with the port if the URL has one
/// @param tries that have failed since it was made or replayed
/// @param secrets that sign: the present one, then the one before while it is valid
record Delivery(
        UUID id,
        UUID claim,
        String webhookId,
        String tenant,
        String url,
        String host,
        String eventId,
        String body,
        int tries,
        List<byte[]> secrets) {
    Delivery {
        secrets = List.copyOf(secrets);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /// Without the secrets, and without a URL that may hold one.
    @Override
    public String toString() {
        return "Delivery[id=%s, event=%s, host=%s]".formatted(id, eventId, host);
    }
}
