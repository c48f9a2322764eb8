package io.batchline.workers.stage;

import io.batchline.blob.BlobStore;
import io.batchline.contract.work.StageRun;
import io.batchline.stage.BatchStage;
import io.batchline.stage.StageContext;
import io.batchline.stage.StageOutcome;
import io.batchline.stage.send.Outbox;
import io.batchline.workload.SourceRejected;
import io.batchline.workload.Workload;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Has the workload turn the source into items, and announces each; done when all are acknowledged.
public record ExtractStage(
        Function<String, Optional<Workload>> workloads, BlobStore blobs, Outbox outbox, Clock clock)
        implements BatchStage {
    @Override
    public StageOutcome run(StageRun run, StageContext context)
            throws IOException, InterruptedException {
        String name = run.definition().workload();
        Optional<Workload> workload = workloads.apply(name);
        if (workload.isEmpty()) {
            return StageOutcome.Failed.permanent(
                    "unknown_workload", "no worker here knows the workload '%s'".formatted(name));
        }
        var source = new BlobSource(blobs, run.source());
        var extraction = new Announcement(run, source, context, outbox, clock);
        try {
            workload.get().extract(extraction);
        } catch (SourceRejected e) {
            return StageOutcome.Failed.permanent(e.causeId(), String.valueOf(e.getMessage()));
        }
        int found = extraction.allAcknowledged();
        Warnings warnings = extraction.warnings();
        return new StageOutcome.Finished(
                message(run, found) + warnings.shown(), found, warnings.keep(blobs, run));
    }

    private static String message(StageRun run, int found) {
        String file = run.source().fileName();
        return file.toLowerCase(Locale.ROOT).endsWith(".zip")
                ? "Extracted %d files from ZIP".formatted(found)
                : "Extracted %d %s from %s"
                        .formatted(found, run.definition().labels().items(), file);
    }
}
