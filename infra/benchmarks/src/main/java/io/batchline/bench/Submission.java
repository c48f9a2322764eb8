package io.batchline.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.topic.Topics;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import io.batchline.workload.rehearsal.Rehearsal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.KafkaProducer;

/// The commands that ingest would send for a new batch.
final class Submission {
    private static final int MOST_ATTEMPTS = 3;
    private static final int ALL_PERCENT = 100;

    private Submission() {}

    /// Sends them, as ingest does.
    static BatchId send(KafkaConnection kafka, ObjectNode options, OptionalInt concurrency) {
        BatchId id = BatchId.random();
        try (var producer =
                new KafkaProducer<byte[], byte[]>(ClientProperties.producer(kafka, "bench"))) {
            for (BatchCommand command : of(id, options, concurrency)) {
                var _ =
                        producer.send(
                                Topics.BATCH_COMMANDS.write(id, command, "bench", Instant.now()));
            }
            producer.flush();
        }
        return id;
    }

    static List<BatchCommand> of(BatchId id, ObjectNode options, OptionalInt concurrency) {
        Instant now = Instant.now();
        var definition =
                new BatchDefinition(
                        id,
                        new TenantId("default"),
                        "admin",
                        Rehearsal.NAME,
                        "benchmark",
                        null,
                        Priority.NORMAL,
                        new BatchLimits(
                                concurrency, Duration.ofSeconds(60), MOST_ATTEMPTS, ALL_PERCENT),
                        StartMode.AUTO,
                        options,
                        new Labels(Map.of(), "items"),
                        now);
        return List.of(
                new BatchCommand.Create(definition, now),
                new BatchCommand.Uploaded(
                        id, new BatchSource(BlobKey.source(id), "source.txt", 1), now));
    }
}
