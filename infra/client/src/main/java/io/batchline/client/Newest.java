package io.batchline.client;

import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The newest that is known of a batch, wherever it comes from. For the thread that follows, and
/// for the one that asks whether the stream is behind.
final class Newest {
    private @Nullable StreamEvent event;

    /// @return whether it is newer than all before, or the same again with something else to say,
    ///   as another reason to wait
    synchronized boolean take(StreamEvent next) {
        StreamEvent before = event;
        if (before != null) {
            int order = order(before, next);
            if (order > 0 || (order == 0 && saysTheSame(before, next))) {
                return false;
            }
        }
        event = next;
        return true;
    }

    /// Whether this one is newer than all that were taken.
    synchronized boolean isBehind(StreamEvent other) {
        return event == null || order(event, other) < 0;
    }

    /// Positions decide; only where they can't, times do.
    private static int order(StreamEvent one, StreamEvent other) {
        OptionalInt order = Positions.compare(one.id(), other.id());
        return order.isPresent()
                ? order.getAsInt()
                : one.progress().timestamp().compareTo(other.progress().timestamp());
    }

    private static boolean saysTheSame(StreamEvent one, StreamEvent other) {
        return Objects.equals(one.progress().waitingReason(), other.progress().waitingReason());
    }
}
