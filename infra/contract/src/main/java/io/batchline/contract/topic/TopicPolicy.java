package io.batchline.contract.topic;

import java.time.Duration;

/// How long a topic keeps what is written to it.
public sealed interface TopicPolicy {
    /// Everything, for this long.
    record DeleteAfter(Duration keep) implements TopicPolicy {}

    /// The newest value of each key, for ever.
    record Compact() implements TopicPolicy {}

    /// The newest value of each key for ever, and every value for `history` at least.
    record CompactWithHistory(
            Duration history, Duration compactWithin, Duration segment, Duration keepTombstones)
            implements TopicPolicy {}
}
