package io.batchline.workers;

import io.batchline.projector.Projector;
import io.batchline.stage.loop.BatchHandler;
import io.batchline.stage.send.DeadLetters;
import io.batchline.stage.send.Outbox;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// The projector on a loop: what it can't read is kept before it is passed.
final class Projection implements BatchHandler {
    private final Projector projector;
    private final List<CompletableFuture<Void>> kept = new ArrayList<>();

    Projection(DataSource database, Outbox outbox, Clock clock) {
        var deadLetters = new DeadLetters(outbox, clock);
        this.projector =
                new Projector(
                        database, (record, error) -> kept.add(deadLetters.keep(record, error)));
    }

    @Override
    public void apply(List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
        kept.clear();
        projector.apply(records);
        CompletableFuture.allOf(kept.toArray(CompletableFuture[]::new)).get();
    }
}
