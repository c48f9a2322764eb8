package io.batchline.workers.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.blob.BlobStore;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.stage.StageOutput;
import io.batchline.contract.work.StageRun;
import io.batchline.stage.BatchStage;
import io.batchline.stage.StageContext;
import io.batchline.stage.StageOutcome;
import io.batchline.workload.Processed;
import io.batchline.workload.RowAnalysis;
import io.batchline.workload.Workload;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.time.Duration;
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
        Optional<RowAnalysis> analysis =
                workloads.apply(run.definition().workload()).flatMap(Workload::analysis);
        var summary = new Summary();
        BlobKey resultsKey = key(run, ResultFile.NAME);
        long size =
                blobs.put(
                        resultsKey,
                        out ->
                                rows.writeTo(
                                        out,
                                        (line, details) -> {
                                            summary.add(line);
                                            analysis.ifPresent(a -> add(a, line, details));
                                            report(context, summary.items(), run.itemsTotal());
                                        }));
        BlobKey summaryKey = key(run, SUMMARY);
        byte[] json =
                summary.json(
                        run,
                        batches.apply(run.key().batchId()),
                        analysis.map(RowAnalysis::statistics));
        long summarySize = blobs.put(summaryKey, out -> out.write(json));
        return new StageOutcome.Finished(
                "Collected %d results, %d of them failed"
                        .formatted(summary.items(), summary.failed()),
                summary.items(),
                List.of(
                        new StageOutput(ResultFile.NAME, resultsKey, size),
                        new StageOutput(SUMMARY, summaryKey, summarySize)));
    }

    private static void add(RowAnalysis analysis, ResultLine line, ObjectNode details) {
        if (line.row() != null) {
            analysis.add(new Processed.Completed(line.row(), details));
        }
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
