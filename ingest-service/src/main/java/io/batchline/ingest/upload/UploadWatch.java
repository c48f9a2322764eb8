package io.batchline.ingest.upload;

import io.batchline.ingest.batch.UploadClaims;
import io.batchline.ingest.rounds.Rounds;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Says of the requests that write here when their clients last sent a byte, and ends those whose
/// claim is gone. On a thread of its own.
public final class UploadWatch implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final UploadClaims claims;
    private final Clock clock;
    private final Map<UUID, RunningUpload> running = new ConcurrentHashMap<>();
    private final Rounds rounds;

    private UploadWatch(UploadClaims claims, Clock clock) {
        this.claims = claims;
        this.clock = clock;
        this.rounds = Rounds.start("upload-watch", LOOK_EVERY, this::look);
    }

    public static UploadWatch start(UploadClaims claims, Clock clock) {
        return new UploadWatch(claims, clock);
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
        rounds.close();
    }

    private void look() throws SQLException {
        var seen = new HashMap<UUID, Instant>();
        running.forEach((writer, each) -> seen.put(writer, each.seenAt()));
        if (seen.isEmpty()) {
            return;
        }
        Set<UUID> alive = claims.renew(seen);
        running.forEach((writer, each) -> {
            if (seen.containsKey(writer) && !alive.contains(writer)) {
                each.loseClaim();
            }
        });
    }
}
