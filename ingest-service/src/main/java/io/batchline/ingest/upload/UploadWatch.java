package io.batchline.ingest.upload;

import io.batchline.ingest.batch.UploadClaims;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says of the requests that write here when their clients last sent a byte, and ends those whose
/// claim is gone. On a thread of its own.
public final class UploadWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UploadWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final UploadClaims claims;
    private final Clock clock;
    private final Map<UUID, RunningUpload> running = new ConcurrentHashMap<>();
    private final Thread thread;

    private UploadWatch(UploadClaims claims, Clock clock) {
        this.claims = claims;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("upload-watch").unstarted(this::run);
    }

    public static UploadWatch start(UploadClaims claims, Clock clock) {
        var watch = new UploadWatch(claims, clock);
        watch.thread.start();
        return watch;
    }

    /// How many requests write here.
    public int count() {
        return running.size();
    }

    /// @param cut ends the client's connection
    RunningUpload begin(UUID writer, Runnable cut) {
        var begun = new RunningUpload(clock, cut);
        running.put(writer, begun);
        return begun;
    }

    void end(UUID writer) {
        running.remove(writer);
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
            var seen = new HashMap<UUID, Instant>();
            running.forEach((writer, each) -> seen.put(writer, each.seenAt()));
            if (!seen.isEmpty()) {
                Set<UUID> alive = claims.renew(seen);
                running.forEach((writer, each) -> {
                    if (seen.containsKey(writer) && !alive.contains(writer)) {
                        each.loseClaim();
                    }
                });
            }
        } catch (SQLException | RuntimeException e) {
            // The rim of the loop: the next look tries the same again.
            LOG.atError().setCause(e).log("claims of uploads could not be looked at");
        }
    }
}
