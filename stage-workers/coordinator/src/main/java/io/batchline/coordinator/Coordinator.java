package io.batchline.coordinator;

import io.batchline.coordinator.repair.TransactionWatch;
import io.batchline.coordinator.topology.CoordinatorTopology;
import io.batchline.coordinator.topology.NativeMemory;
import io.batchline.coordinator.topology.StreamsProperties;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A coordinator at work. Several with the same application id share the partitions; each batch is
/// led by one of them at a time. The topics are there before it starts.
public final class Coordinator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final KafkaStreams streams;
    private final NativeMemory memory;
    private final ThreadFailures failures;
    private final TransactionWatch transactions;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Coordinator(
            KafkaStreams streams,
            NativeMemory memory,
            ThreadFailures failures,
            TransactionWatch transactions) {
        this.streams = streams;
        this.memory = memory;
        this.failures = failures;
        this.transactions = transactions;
    }

    /// Starts and returns at once; [#isRunning] says when it has its partitions.
    public static Coordinator start(CoordinatorConfig config) {
        var memory = new NativeMemory();
        var failures = new ThreadFailures(config.clock());
        var streams =
                new KafkaStreams(
                        CoordinatorTopology.of(
                                config.clock(), config.timings(), SplittableRandom::new),
                        StreamsProperties.of(
                                config.kafka(),
                                config.applicationId(),
                                config.instanceId(),
                                config.stateFolder(),
                                config.threads(),
                                memory));
        streams.setUncaughtExceptionHandler(failures);
        streams.setStateListener((now, before) ->
                LOG.atInfo()
                        .addKeyValue("state", now)
                        .addKeyValue("before", before)
                        .log("coordinator changed state"));
        streams.start();
        var transactions = TransactionWatch.start(config.kafka(), config.applicationId() + "-");
        return new Coordinator(streams, memory, failures, transactions);
    }

    /// Whether it has its partitions and leads their batches.
    public boolean isRunning() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /// Why it has stopped for good; empty while it works, starts or was closed.
    public Optional<String> failure() {
        return failures.failure()
                .or(() ->
                        streams.state() == KafkaStreams.State.ERROR
                                ? Optional.of("its Streams client ended with an error")
                                : Optional.empty());
    }

    /// Commits what is done and stops within 3 s. It stays a member of its group for the session's
    /// time, so that a restart finds its partitions where they were.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            transactions.close();
            boolean clean = streams.close(CloseOptions.timeout(CLOSE_WITHIN));
            if (clean) {
                memory.close();
            } else {
                // Its databases may still be open: their memory must outlive them.
                LOG.atWarn()
                        .addKeyValue("within", CLOSE_WITHIN)
                        .log("coordinator did not stop in time; its transaction is aborted");
            }
        }
    }
}
