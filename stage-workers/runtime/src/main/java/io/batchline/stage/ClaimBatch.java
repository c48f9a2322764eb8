package io.batchline.stage;

import io.batchline.stage.loop.PartitionBuffers;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;

/// Claims on their way from the first word to the commit. Used by the loop's thread.
///
/// @param <T> what kind of task
final class ClaimBatch<T extends Task> {
    private final List<Claim<T>> claims;
    private final CompletableFuture<Void> said;
    private final Set<TopicPartition> gone = new HashSet<>();
    private boolean committing;

    ClaimBatch(List<Claim<T>> claims) {
        this.claims = List.copyOf(claims);
        this.said =
                CompletableFuture.allOf(
                        claims.stream().map(Claim<T>::said).toArray(CompletableFuture[]::new));
    }

    List<Claim<T>> claims() {
        return claims;
    }

    /// Whether every word is acknowledged or lost, and nothing was committed yet.
    boolean isReady() {
        return said.isDone() && !committing;
    }

    CompletableFuture<Void> said() {
        return said;
    }

    void committing() {
        committing = true;
    }

    void gone(Collection<TopicPartition> partitions) {
        gone.addAll(partitions);
    }

    /// The claims whose partitions have stayed ours all the time.
    List<Claim<T>> held() {
        return claims.stream()
                .filter(claim -> !gone.contains(PartitionBuffers.partition(claim.record())))
                .toList();
    }
}
