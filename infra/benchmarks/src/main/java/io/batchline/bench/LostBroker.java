package io.batchline.bench;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import io.batchline.embedded.EmbeddedDatabase;
import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;

/// One of three brokers is killed while a batch is processed: for how long nothing moves. It is the
/// one that leads the partition of the batch's events, the worst to lose.
final class LostBroker {
    private static final int ITEMS = 4000;
    private static final Duration ITEM_TIME = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double UNDER_WAY = 10;

    private LostBroker() {}

    static void measure(Path folder, Figures figures)
            throws IOException, InterruptedException, ExecutionException {
        try (BrokerProcesses brokers = BrokerProcesses.start(folder);
                EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("database"))) {
            KafkaConnection kafka = brokers.kafka();
            try (var _ = Workers.start(folder, kafka, database, "all");
                    var watch = new ProgressWatch(kafka)) {
                BatchId id =
                        Submission.send(
                                kafka,
                                RehearsalOptions.empty(ITEMS).lasting(ITEM_TIME).json(),
                                OptionalInt.empty());
                watch.until(id, LostBroker::isUnderWay, PATIENCE);
                int leader = leader(kafka, id);
                Duration before = watch.longestStandstill();
                watch.forgetStandstill();
                brokers.kill(leader);
                watch.until(id, progress -> progress.stage() == ProgressStage.COMPLETED, PATIENCE);
                add(figures, before, watch.longestStandstill());
            }
        }
    }

    private static boolean isUnderWay(Progress progress) {
        return progress.stage() == ProgressStage.of(Stage.PROCESS)
                && progress.progressPercentage() >= UNDER_WAY;
    }

    private static void add(Figures figures, Duration before, Duration after) {
        figures.add(
                "one of three brokers killed: longest standstill of progress, s",
                "lost_broker_standstill_seconds",
                after.toMillis() / 1e3,
                "goal 15");
        figures.add(
                "  the longest before it, s",
                "lost_broker_standstill_before_seconds",
                before.toMillis() / 1e3,
                "");
    }

    /// The node that leads the partition of `item-events` in which the batch's events lie.
    private static int leader(KafkaConnection kafka, BatchId id)
            throws InterruptedException, ExecutionException {
        String topic = Topics.ITEM_EVENTS.name();
        try (Admin admin = Admin.create(ClientProperties.admin(kafka, "bench-leader"))) {
            TopicDescription events =
                    Objects.requireNonNull(
                            admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic));
            return events.partitions().get(Topics.ITEM_EVENTS.partition(id)).leader().id();
        }
    }
}
