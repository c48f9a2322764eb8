package io.batchline.ingest.publish;

import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.topic.Topics;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The producer of ingest. Safe for any thread.
///
/// It gives up on a record after some seconds: commands are kept in the database and sent again,
/// and progress that late is of no use.
public final class Publisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final String SOURCE = "ingest-service";
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(10);
    private static final Duration REQUEST = Duration.ofSeconds(4);
    private static final Duration BLOCK_AT_MOST = Duration.ofSeconds(3);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Clock clock;

    public Publisher(KafkaConnection connection, Clock clock) {
        Map<String, Object> properties = ClientProperties.producer(connection, SOURCE);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) GIVE_UP_AFTER.toMillis());
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_AT_MOST.toMillis());
        this.producer = new KafkaProducer<>(properties);
        this.clock = clock;
    }

    /// Sends commands in their order and waits for the broker.
    ///
    /// @return how many are acknowledged, from the first on
    int sendCommands(List<BatchCommand> commands) throws InterruptedException {
        var sent = new ArrayList<Future<RecordMetadata>>();
        int acknowledged = 0;
        try {
            for (BatchCommand command : commands) {
                sent.add(producer.send(record(command)));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get();
                acknowledged++;
            }
        } catch (ExecutionException | KafkaException e) {
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("acknowledged", acknowledged)
                    .addKeyValue("waiting", commands.size() - acknowledged)
                    .log("commands not acknowledged: they are sent again");
        }
        return acknowledged;
    }

    /// Sends progress and does not wait. What can't be sent is logged: progress never fails work.
    public void progress(Progress progress) {
        try {
            var _ =
                    producer.send(
                            record(progress),
                            (_, failure) -> {
                                if (failure != null) {
                                    lost(progress, failure);
                                }
                            });
        } catch (KafkaException e) {
            lost(progress, e);
        }
    }

    /// Sends progress and waits until the broker has it, or for some seconds.
    public void progressAcknowledged(Progress progress) throws InterruptedException {
        try {
            producer.send(record(progress)).get();
        } catch (ExecutionException | KafkaException e) {
            lost(progress, e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_WITHIN);
    }

    private ProducerRecord<byte[], byte[]> record(BatchCommand command) {
        return Topics.BATCH_COMMANDS.write(command.batchId(), command, SOURCE, clock.instant());
    }

    private ProducerRecord<byte[], byte[]> record(Progress progress) {
        return Topics.PROGRESS.write(progress.key(), progress, SOURCE, progress.timestamp());
    }

    private static void lost(Progress progress, Throwable failure) {
        LOG.atError()
                .setCause(failure)
                .addKeyValue("batchId", progress.batchId())
                .addKeyValue("stage", progress.stage().wireId())
                .addKeyValue("percent", progress.progressPercentage())
                .log("progress was not sent");
    }
}
