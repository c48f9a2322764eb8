package io.batchline.workload.rehearsal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.item.Item;
import io.batchline.contract.stage.FailureKind;
import io.batchline.workload.Drawn;
import io.batchline.workload.ExtractContext;
import io.batchline.workload.GivenItems;
import io.batchline.workload.ItemContext;
import io.batchline.workload.Organized;
import io.batchline.workload.Processed;
import io.batchline.workload.Rejected;
import io.batchline.workload.Workload;
import io.batchline.workload.WorkloadInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Items that wait for the time that the batch's options say, and then succeed or fail as they say.
///
/// With the system property [#LEDGER] set to a folder, the beginning and the end of each item's
/// work is written down there, so that a test sees what ran at the same time, over all processes.
public final class Rehearsal implements Workload {
    public static final String NAME = "rehearsal";

    /// The system property that names the ledger's folder.
    public static final String LEDGER = "batchline.rehearsal.ledger";

    private static final int HUNDRED = 100;

    /// Spreads the items that fail over the batch: prime to a hundred.
    private static final int STRIDE = 37;

    private final Ledger ledger;

    /// Found by the workers, by its service file.
    public Rehearsal() {
        this(Optional.ofNullable(System.getProperty(LEDGER)).map(Path::of));
    }

    Rehearsal(Optional<Path> folder) {
        this.ledger = folder.map(Ledger::in).orElse(Ledger.NONE);
    }

    @Override
    public WorkloadInfo info() {
        return new WorkloadInfo(
                        NAME,
                        new Labels(Map.of(), "items"),
                        List.of("file", "number"),
                        RehearsalOptions.schema(),
                        Duration.ofSeconds(60),
                        WorkloadInfo.BoundBy.WAITING)
                .takingItems();
    }

    @Override
    public void extract(ExtractContext context) throws IOException, InterruptedException {
        if (context.source().listsItems()) {
            int given = GivenItems.announceAll(context);
            context.report("Found %d items".formatted(given), given, given);
            return;
        }
        int items = RehearsalOptions.of(context.options()).items();
        for (int number = 0; number < items; number++) {
            context.found("item-" + number, JsonNodeFactory.instance.objectNode());
        }
        context.report("Found %d items".formatted(items), items, items);
    }

    @Override
    public Organized organize(Item item, ItemContext context) {
        return new Organized.Ungrouped();
    }

    @Override
    public Processed process(Item item, ItemContext context)
            throws IOException, InterruptedException {
        RehearsalOptions options = RehearsalOptions.of(context.options());
        ledger.begins(item.jobId());
        try {
            last(options.itemTime());
        } finally {
            ledger.ends(item.jobId());
        }
        return outcome(item, options, context);
    }

    @Override
    public Drawn draw(Item item, ItemContext context) throws IOException {
        return new Drawn.Picture(RehearsedDoubt.picture());
    }

    private static void last(Duration time) throws InterruptedException {
        if (time.isPositive()
                && new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("nobody counts this latch down");
        }
    }

    private static Processed outcome(Item item, RehearsalOptions options, ItemContext context)
            throws IOException {
        if (item.index() * (long) STRIDE % HUNDRED < options.permanentPercent()) {
            return new Rejected(
                    FailureKind.PERMANENT, "rehearsed", item.name() + " fails as it was told to");
        }
        if (ThreadLocalRandom.current().nextInt(HUNDRED) < options.transientPercent()) {
            return new Rejected(
                    FailureKind.TRANSIENT, "rehearsed_once", item.name() + " fails this time");
        }
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("file", item.name()).put("number", item.index());
        boolean doubtful =
                options.doubtfulPercent() > 0
                        && item.index() * (long) STRIDE % HUNDRED < options.doubtfulPercent();
        return doubtful ? RehearsedDoubt.completed(row, context) : new Processed.Completed(row);
    }
}
