package io.batchline.stage;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What a record asks a worker to do: an item's run or a stage's run. Knows how to do itself and
/// which events say how it goes.
interface Task {
    BatchId batchId();

    /// Whether the batch still wants it as it was released: with the same priority and concurrency.
    boolean isAsReleased(Batch batch);

    /// The item that it is about; empty for a whole batch.
    Optional<JobId> jobId();

    /// Names the task and its run in logs.
    String label();

    /// Called ten times a second while it is claimed, by another thread than its own: says what has
    /// become due.
    void tick(Instant now);

    /// Whether it takes a core while it works.
    boolean takesCore();

    /// Whether it mostly waits for others, and so runs on a virtual thread. What computes runs on
    /// one that the system shares out fairly: on a virtual one it would hold a carrier, and
    /// everything else virtual in the process would wait for it.
    boolean waits();

    /// How long the work may take; empty when it is bounded by nothing here.
    Optional<Duration> timeLimit();

    /// Does the work on the calling thread.
    Ending work(Instant startedAt) throws IOException, InterruptedException;

    ProducerRecord<byte[], byte[]> started(Instant at);

    ProducerRecord<byte[], byte[]> event(Ending ending, Instant at);
}
