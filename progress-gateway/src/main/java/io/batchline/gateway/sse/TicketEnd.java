package io.batchline.gateway.sse;

import io.batchline.contract.batch.Batch;
import io.batchline.http.Problem;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.Caller.Credential;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A ticket lets its client come back until the batch has ended. Not to the moment: who was cut off
/// just before the end comes back for it.
final class TicketEnd {
    static final Duration GRACE = Duration.ofMinutes(5);

    private TicketEnd() {}

    /// @throws Problem 401 for a ticket whose batch has ended a while ago
    static void require(Caller caller, Batch batch, Instant now) {
        if (caller.credential() == Credential.USED_TICKET
                && batch.status().isTerminal()
                && isOver(batch.times().completedAt(), now)) {
            throw Problem.unauthenticated("the ticket has ended with its batch");
        }
    }

    /// @param end null when nobody wrote it down
    static boolean isOver(@Nullable Instant end, Instant now) {
        return end != null && now.isAfter(end.plus(GRACE));
    }
}
