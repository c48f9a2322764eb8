package io.batchline.workers.stage;

import io.batchline.blob.BlobStore;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.item.ResultLine;
import io.batchline.contract.stage.StageOutput;
import io.batchline.contract.work.StageRun;
import io.batchline.stage.BatchStage;
import io.batchline.stage.StageContext;
import io.batchline.stage.StageOutcome;
import io.batchline.workload.RowTable;
import io.batchline.workload.Workload;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/// Waits until the read model has every item's end, then writes them all in item order, and the
/// summary, to which the workload adds its own statistics.
///
/// @param batches what the coordinator says of a batch that goes on
/// @param patience how long to wait for the next item's row before giving up
public record CollectStage(
        Function<String, Optional<Workload>> workloads,
        DataSource database,
        BlobStore blobs,
        Function<BatchId, Optional<Batch>> batches,
        Duration patience)
        implements BatchStage {
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String SUMMARY = "summary.json";
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final int REPORT_EVERY = 500;

    @Override
    public StageOutcome run(StageRun run, StageContext context)
            throws IOException, InterruptedException {
        try {
            var rows = new CollectedRows(database, blobs, run);
            Optional<StageOutcome> late = await(rows, run.itemsTotal(), context);
            return late.isPresent() ? late.get() : write(rows, run, context);
        } catch (SQLException e) {
            throw new IOException("the read model can't be read: " + e.getMessage(), e);
        }
    }

    /// Waits for the rows; an outcome when they don't come.
    private Optional<StageOutcome> await(CollectedRows rows, int total, StageContext context)
            throws SQLException, InterruptedException {
        long ended = rows.ended();
        long changedAt = System.nanoTime();
        while (ended < total) {
            context.report(
                    "Waiting for %d of %d results".formatted(total - ended, total),
                    ended,
                    2L * total);
            if (System.nanoTime() - changedAt > patience.toNanos()) {
                return Optional.of(
                        StageOutcome.Failed.retryable(
                                "read_model_behind",
                                "%d of %d items have no end in the read model, and none came for %d s"
                                        .formatted(total - ended, total, patience.toSeconds())));
            }
            Thread.sleep(LOOK_EVERY);
            long now = rows.ended();
            if (now != ended) {
                ended = now;
                changedAt = System.nanoTime();
            }
        }
        return Optional.empty();
    }

    private StageOutcome write(CollectedRows rows, StageRun run, StageContext context)
            throws IOException, SQLException {
        Optional<Workload> workload = workloads.apply(run.definition().workload());
        var collecting = new Collecting(workload);
        BlobKey resultsKey = key(run, ResultLine.FILE);
        long size =
                blobs.put(
                        resultsKey,
                        out ->
                                rows.writeTo(
                                        out,
                                        workload.flatMap(Workload::joining),
                                        (line, found, written) -> {
                                            collecting.add(line, found, written);
                                            report(
                                                    context,
                                                    collecting.summary().items(),
                                                    run.itemsTotal());
                                        }));
        List<StageOutput> outputs = new ArrayList<>();
        outputs.add(new StageOutput(ResultLine.FILE, resultsKey, size));
        for (RowTable table : collecting.tables()) {
            BlobKey key = key(run, table.fileName());
            var file = new TableFile(table, workload.flatMap(Workload::joining));
            outputs.add(
                    new StageOutput(
                            table.fileName(), key, blobs.put(key, out -> file.write(rows, out))));
        }
        Summary summary = collecting.summary();
        byte[] json =
                summary.json(
                        run,
                        batches.apply(run.key().batchId()),
                        Warnings.given(blobs, run),
                        collecting.statistics());
        BlobKey summaryKey = key(run, SUMMARY);
        outputs.add(
                new StageOutput(
                        SUMMARY, summaryKey, blobs.put(summaryKey, out -> out.write(json))));
        return new StageOutcome.Finished(
                "Collected %d results, %d of them failed"
                        .formatted(summary.items(), summary.failed()),
                summary.items(),
                outputs);
    }

    private static void report(StageContext context, long written, int total)
            throws InterruptedIOException {
        if (written % REPORT_EVERY != 0) {
            return;
        }
        try {
            context.report(
                    "Collecting results: %d/%d".formatted(written, total),
                    total + written,
                    2L * total);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var interrupted = new InterruptedIOException("collecting was interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private static BlobKey key(StageRun run, String name) {
        return BlobKey.output(run.key().batchId(), run.key().generation(), run.run(), name);
    }
}
