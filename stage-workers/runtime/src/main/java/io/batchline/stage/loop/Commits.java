package io.batchline.stage.loop;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Commits offsets without waiting.
@FunctionalInterface
public interface Commits {
    /// The answer comes on the loop's thread, in one of the next polls.
    void commit(Map<TopicPartition, OffsetAndMetadata> offsets, Answer answer);

    /// What became of a commit.
    @FunctionalInterface
    interface Answer {
        /// @param failure null when the commit stands
        void answered(@Nullable Exception failure);
    }
}
