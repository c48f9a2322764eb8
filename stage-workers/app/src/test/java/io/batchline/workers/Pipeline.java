package io.batchline.workers;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.blob.BlobStore;
import io.batchline.blob.FolderBlobStore;
import io.batchline.contract.batch.Batch;
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
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topic;
import io.batchline.contract.topic.Topics;
import io.batchline.database.DatabaseConfig;
import io.batchline.kafka.KafkaConnection;
import io.batchline.stage.send.Outbox;
import io.batchline.testkit.RecordCollector;
import io.batchline.testkit.TestBroker;
import io.batchline.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.ProducerRecord;

/// A broker, a database and a storage folder, and what a client of the pipeline does with them.
final class Pipeline implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(90);

    final Semaphore phaseEnds = new Semaphore(0);

    private final Path folder;
    private final TestDatabase database = TestDatabase.fresh();
    private final TestBroker broker = TestBroker.shared();
    private final Outbox outbox = Outbox.open(broker.connection(), "test");

    Pipeline(Path folder) {
        this.folder = folder;
    }

    StageWorkersConfig config(String process, Duties duties) {
        return StageWorkersConfig.of(
                        broker.connection(),
                        DatabaseConfig.of(database.jdbcUrl(), database.user(), database.password()),
                        folder.resolve("storage"),
                        folder.resolve("state-" + process),
                        duties)
                .withSlots(8);
    }

    StageWorkers start(String process, Duties duties) throws IOException, InterruptedException {
        return StageWorkers.start(
                config(process, duties),
                new WorkloadRegistry(List.of(new LineWorkload(phaseEnds))));
    }

    BlobStore blobs() throws IOException {
        return new FolderBlobStore(folder.resolve("storage"));
    }

    /// Creates a batch of these lines and starts it.
    BatchId submit(List<String> lines) throws Exception {
        BatchId id = BatchId.random();
        Instant now = Instant.now();
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        blobs().put(BlobKey.source(id), new ByteArrayInputStream(text));
        var source = new BatchSource(BlobKey.source(id), "lines.zip", text.length);
        command(new BatchCommand.Create(definition(id, now), now));
        command(new BatchCommand.Uploaded(id, source, now));
        return id;
    }

    void command(BatchCommand command) throws Exception {
        outbox.send(Topics.BATCH_COMMANDS, command.batchId(), command, command.at()).get();
    }

    private static BatchDefinition definition(BatchId id, Instant now) {
        return new BatchDefinition(
                id,
                TenantId.DEFAULT,
                "admin",
                LineWorkload.NAME,
                "a test",
                null,
                Priority.NORMAL,
                new BatchLimits(OptionalInt.empty(), Duration.ofSeconds(30), 3, 100),
                StartMode.AUTO,
                JsonNodeFactory.instance.objectNode(),
                new Labels(Map.of(), "lines"),
                now);
    }

    KafkaConnection kafka() {
        return broker.connection();
    }

    /// Sends every release of the batch to a worker once more, and says how many there are.
    int repeatReleases(BatchId id) {
        int repeated = 0;
        for (Stage stage : Stage.values()) {
            repeated +=
                    switch (stage.kind()) {
                        case PER_BATCH -> repeat(Topics.stageRuns(stage), id.value());
                        case PER_ITEM ->
                                repeat(Topics.work(stage, Priority.NORMAL), id.value() + ".");
                    };
        }
        return repeated;
    }

    private <K, V> int repeat(Topic<K, V> topic, String keysBegin) {
        try (var records = read(topic)) {
            var mine =
                    records.all().stream()
                            .map(RecordCollector.Seen::record)
                            .filter(record ->
                                    new String(record.key(), StandardCharsets.UTF_8)
                                            .startsWith(keysBegin))
                            .toList();
            for (var record : mine) {
                outbox.send(
                                new ProducerRecord<>(
                                        record.topic(),
                                        record.partition(),
                                        record.key(),
                                        record.value()))
                        .join();
            }
            return mine.size();
        }
    }

    /// Waits for the batch's end.
    Batch ended(BatchId id) {
        try (var batches = RecordCollector.of(broker.connection(), Topics.BATCHES)) {
            return batches
                    .until(
                            seen ->
                                    seen.stream()
                                            .anyMatch(each ->
                                                    each.key().equals(id)
                                                            && each.value() != null
                                                            && each.value().status().isTerminal()),
                            DEADLINE)
                    .stream()
                    .map(RecordCollector.Seen::value)
                    .filter(batch -> batch != null && batch.definition().batchId().equals(id))
                    .reduce((_, last) -> last)
                    .orElseThrow();
        }
    }

    <K, V> RecordCollector<K, V> read(Topic<K, V> topic) {
        return RecordCollector.of(broker.connection(), topic);
    }

    List<String> lines(Batch batch, String output) throws IOException {
        var key = batch.output(output).orElseThrow().blob();
        try (var in = Channels.newInputStream(blobs().open(key))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /// The rows of a query, columns divided by `|`.
    List<String> query(String sql) throws SQLException {
        return database.query(sql);
    }

    @Override
    public void close() {
        outbox.close();
    }
}
