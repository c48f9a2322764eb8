package io.batchline.workers;

import io.batchline.contract.id.WorkerId;
import io.batchline.database.DatabaseConfig;
import io.batchline.kafka.KafkaConnection;
import io.batchline.outbound.AllowedTargets;
import io.batchline.stage.RuntimeConfig;
import java.nio.file.Path;
import java.util.UUID;

/// What a stage-workers process needs to start.
///
/// @param storage the folder of the blob store
/// @param state the folder in which the coordinator keeps its stores
/// @param slots tasks of one stage that are claimed at once
/// @param webhooksAllowed inner targets that webhooks may have
public record StageWorkersConfig(
        KafkaConnection kafka,
        DatabaseConfig database,
        Path storage,
        Path state,
        Duties duties,
        int slots,
        WorkerId worker,
        AllowedTargets webhooksAllowed) {
    /// With the usual slots and a new worker id.
    public static StageWorkersConfig of(
            KafkaConnection kafka,
            DatabaseConfig database,
            Path storage,
            Path state,
            Duties duties) {
        return new StageWorkersConfig(
                kafka,
                database,
                storage,
                state,
                duties,
                RuntimeConfig.defaultSlots(),
                new WorkerId("worker-" + UUID.randomUUID().toString().substring(0, 8)),
                AllowedTargets.NONE);
    }

    public StageWorkersConfig withSlots(int newSlots) {
        return new StageWorkersConfig(
                kafka, database, storage, state, duties, newSlots, worker, webhooksAllowed);
    }

    public StageWorkersConfig withWebhooksAllowed(AllowedTargets targets) {
        return new StageWorkersConfig(
                kafka, database, storage, state, duties, slots, worker, targets);
    }
}
