package io.batchline.coordinator.repair;

import io.batchline.kafka.ClientProperties;
import io.batchline.kafka.KafkaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every few seconds for transactions of this application that the broker has left open for
/// ever, and aborts them, as `kafka-transactions.sh abort` does. What they held back is read again:
/// the coordinator folds its events anew, which changes nothing twice.
///
/// On a thread of its own.
public final class TransactionWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final KafkaConnection kafka;
    private final String prefix;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private TransactionWatch(KafkaConnection kafka, String prefix) {
        this.kafka = kafka;
        this.prefix = prefix;
        this.thread = Thread.ofVirtual().name("transaction-watch").unstarted(this::run);
    }

    /// @param prefix that the application's transactional ids begin with
    public static TransactionWatch start(KafkaConnection kafka, String prefix) {
        var watch = new TransactionWatch(kafka, prefix);
        watch.thread.start();
        return watch;
    }

    @Override
    public void close() {
        stop.countDown();
        thread.interrupt();
        try {
            thread.join(CLOSE_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (Admin admin = Admin.create(ClientProperties.admin(kafka, "transaction-watch"))) {
            while (!stop.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                look(admin);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Admin admin) throws InterruptedException {
        try {
            // In this order: what was over before the partitions were asked is over for sure.
            var left = new LeftTransactions(told(admin));
            for (AbortTransactionSpec each : find(admin, left)) {
                LOG.atWarn()
                        .addKeyValue("partition", each.topicPartition())
                        .addKeyValue("producerId", each.producerId())
                        .addKeyValue("producerEpoch", each.producerEpoch())
                        .log("the broker has left a transaction open that is over; it is aborted");
                admin.abortTransaction(each).all().get();
            }
        } catch (ExecutionException e) {
            // The broker is away, a leader moves, or the look is forbidden: the next is as good.
            LOG.atDebug().setCause(e).log("open transactions can't be looked at");
        }
    }

    private Map<Long, TransactionDescription> told(Admin admin)
            throws InterruptedException, ExecutionException {
        List<String> ours =
                admin.listTransactions().all().get().stream()
                        .map(TransactionListing::transactionalId)
                        .filter(id -> id.startsWith(prefix))
                        .toList();
        Map<Long, TransactionDescription> told = new HashMap<>();
        if (!ours.isEmpty()) {
            admin.describeTransactions(ours)
                    .all()
                    .get()
                    .values()
                    .forEach(each -> told.put(each.producerId(), each));
        }
        return told;
    }

    private static List<AbortTransactionSpec> find(Admin admin, LeftTransactions left)
            throws InterruptedException, ExecutionException {
        if (left.told().isEmpty()) {
            return List.of();
        }
        List<AbortTransactionSpec> found = new ArrayList<>();
        admin.describeProducers(partitions(admin))
                .all()
                .get()
                .forEach((partition, state) ->
                        state.activeProducers().stream()
                                .filter(left::isLeft)
                                .map(producer -> abortOf(partition, producer))
                                .forEach(found::add));
        return found;
    }

    private static AbortTransactionSpec abortOf(TopicPartition partition, ProducerState producer) {
        return new AbortTransactionSpec(
                partition,
                producer.producerId(),
                (short) producer.producerEpoch(),
                producer.coordinatorEpoch().orElse(-1));
    }

    /// All that there are, those of the groups' offsets too.
    private static List<TopicPartition> partitions(Admin admin)
            throws InterruptedException, ExecutionException {
        var names = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
        List<TopicPartition> partitions = new ArrayList<>();
        admin.describeTopics(names)
                .allTopicNames()
                .get()
                .forEach((name, topic) ->
                        topic.partitions()
                                .forEach(each ->
                                        partitions.add(
                                                new TopicPartition(name, each.partition()))));
        return partitions;
    }
}
