package io.batchline.workers.draw;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.item.Item;
import io.batchline.workload.Drawn;
import io.batchline.workload.ExtractContext;
import io.batchline.workload.ItemContext;
import io.batchline.workload.Organized;
import io.batchline.workload.Processed;
import io.batchline.workload.Workload;
import io.batchline.workload.WorkloadInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A workload for tests that only draws: bytes of which each item has its own. It counts what it
/// begins to draw.
final class Sketches implements Workload {
    static final String NAME = "sketches";
    private static final int BYTES = 200_000;

    private final Map<Integer, Integer> begun = new ConcurrentHashMap<>();
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final AtomicInteger held;

    /// @param held how many drawings wait until they are let go
    Sketches(int held) {
        this.held = new AtomicInteger(held);
    }

    static byte[] picture(int index) {
        byte[] picture = new byte[BYTES];
        new Random(index).nextBytes(picture);
        return picture;
    }

    int drawn(int index) {
        return begun.getOrDefault(index, 0);
    }

    void letGo() {
        mayGoOn.countDown();
    }

    @Override
    public Drawn draw(Item item, ItemContext context) throws InterruptedException {
        begun.merge(item.index(), 1, Integer::sum);
        if (held.getAndDecrement() > 0) {
            mayGoOn.await();
        }
        return new Drawn.Picture(picture(item.index()));
    }

    @Override
    public WorkloadInfo info() {
        return new WorkloadInfo(
                NAME,
                new Labels(Map.of(), "sketches"),
                List.of("file"),
                JsonNodeFactory.instance.objectNode(),
                Duration.ofSeconds(30),
                WorkloadInfo.BoundBy.PROCESSOR);
    }

    @Override
    public void extract(ExtractContext context) {
        throw new UnsupportedOperationException("only draws");
    }

    @Override
    public Organized organize(Item item, ItemContext context) {
        throw new UnsupportedOperationException("only draws");
    }

    @Override
    public Processed process(Item item, ItemContext context) {
        throw new UnsupportedOperationException("only draws");
    }
}
