package io.batchline.coordinator.live;

import io.batchline.coordinator.decide.Cluster;
import java.time.Instant;

/// What is known of the workers and of the other batches.
@FunctionalInterface
public interface ClusterView {
    Cluster at(Instant now);
}
