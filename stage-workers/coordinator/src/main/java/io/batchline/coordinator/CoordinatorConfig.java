package io.batchline.coordinator;

import io.batchline.coordinator.decide.Timings;
import io.batchline.kafka.KafkaConnection;
import java.nio.file.Path;
import java.time.Clock;

/// How a coordinator runs.
///
/// @param stateFolder where its stores lie; kept over restarts, shared with no other process
/// @param applicationId the same for all coordinators that share the work
/// @param instanceId names this one among them, and is the same after a restart
/// @param threads 1 or more; each takes some of the partitions
public record CoordinatorConfig(
        KafkaConnection kafka,
        Path stateFolder,
        String applicationId,
        String instanceId,
        int threads,
        Timings timings,
        Clock clock) {
    public static final String APPLICATION_ID = "coordinator";

    public CoordinatorConfig {
        if (threads < 1) {
            throw new IllegalArgumentException("%d threads: at least 1".formatted(threads));
        }
        if (instanceId.isBlank() || applicationId.isBlank()) {
            throw new IllegalArgumentException(
                    "application id '%s', instance id '%s': neither may be empty"
                            .formatted(applicationId, instanceId));
        }
    }

    /// One coordinator with one thread and the usual timings.
    public static CoordinatorConfig of(KafkaConnection kafka, Path stateFolder, String instanceId) {
        return new CoordinatorConfig(
                kafka,
                stateFolder,
                APPLICATION_ID,
                instanceId,
                1,
                Timings.DEFAULT,
                Clock.systemUTC());
    }
}
