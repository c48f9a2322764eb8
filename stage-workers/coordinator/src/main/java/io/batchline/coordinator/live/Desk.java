package io.batchline.coordinator.live;

import io.batchline.coordinator.decide.Cluster;
import io.batchline.coordinator.decide.Timings;
import io.batchline.coordinator.state.Shelf;
import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What every step works with.
///
/// @param chance for the jitter of retries of per-batch stages
public record Desk(
        Shelf shelf,
        Outbox outbox,
        ClusterView view,
        Clock clock,
        RandomGenerator chance,
        Timings timings) {
    /// The program that writes, as records name it.
    public static final String SOURCE = "coordinator";

    Instant now() {
        return clock.instant();
    }

    void send(ProducerRecord<byte[], byte[]> written) {
        send(written, Outbox.Hurry.AT_ONCE);
    }

    void send(ProducerRecord<byte[], byte[]> written, Outbox.Hurry hurry) {
        outbox.send(written, hurry);
    }

    Cluster cluster(Instant now) {
        return view.at(now);
    }
}
