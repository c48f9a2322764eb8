package io.batchline.ingest.upload;

import io.batchline.contract.id.BatchId;
import io.batchline.ingest.batch.UploadClaims;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the claims of the uploads that run here alive, also while a slow client sends nothing, and
/// makes batches pending again whose upload died with its process. On a thread of its own.
public final class UploadWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UploadWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final UploadClaims claims;
    private final Runnable onAborted;
    private final Map<UUID, RunningUpload> running = new ConcurrentHashMap<>();
    private final Thread thread;

    private UploadWatch(UploadClaims claims, Runnable onAborted) {
        this.claims = claims;
        this.onAborted = onAborted;
        this.thread = Thread.ofVirtual().name("upload-watch").unstarted(this::run);
    }

    /// @param onAborted called when there is news to send
    public static UploadWatch start(UploadClaims claims, Runnable onAborted) {
        var watch = new UploadWatch(claims, onAborted);
        watch.thread.start();
        return watch;
    }

    /// How many uploads run here.
    public int count() {
        return running.size();
    }

    RunningUpload begin(UUID upload) {
        var begun = new RunningUpload();
        running.put(upload, begun);
        return begun;
    }

    void end(UUID upload) {
        running.remove(upload);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(CLOSE_WITHIN);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (true) {
                look();
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            renew();
            List<BatchId> aborted = claims.abortDead();
            if (!aborted.isEmpty()) {
                LOG.atWarn().addKeyValue("batches", aborted).log("uploads had died");
                onAborted.run();
            }
        } catch (SQLException | RuntimeException e) {
            // The rim of the loop: the next look tries the same again.
            LOG.atError().setCause(e).log("claims of uploads could not be looked at");
        }
    }

    private void renew() throws SQLException {
        Set<UUID> mine = Set.copyOf(running.keySet());
        if (mine.isEmpty()) {
            return;
        }
        Set<UUID> alive = claims.renew(mine);
        for (UUID upload : mine) {
            RunningUpload each = running.get(upload);
            if (each != null && !alive.contains(upload)) {
                each.loseClaim();
            }
        }
    }

    /// An upload that runs here, as its own thread and the watch see it.
    static final class RunningUpload {
        private volatile boolean lost;

        boolean hasLostClaim() {
            return lost;
        }

        private void loseClaim() {
            lost = true;
        }
    }
}
