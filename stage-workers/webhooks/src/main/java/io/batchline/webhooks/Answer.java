package io.batchline.webhooks;

import java.time.Duration;

/// What came of one call.
sealed interface Answer {
    /// The receiver answered.
    ///
    /// @param retryAfter how long it wants us to wait; zero when it did not say
    record Status(int code, Duration retryAfter) implements Answer {}

    /// Nobody answered, or not in time, or the target may not be called.
    ///
    /// @param error a sentence for the webhook's owner
    record None(String error) implements Answer {}
}
