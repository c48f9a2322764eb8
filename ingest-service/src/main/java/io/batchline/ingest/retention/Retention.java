package io.batchline.ingest.retention;

import io.batchline.blob.BlobStore;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.ingest.batch.DeletionOutcome;
import io.batchline.ingest.batch.Deletions;
import io.batchline.ingest.retention.AgedBatches.Aged;
import io.batchline.ingest.retention.AgedBatches.Place;
import io.batchline.ingest.rounds.Rounds;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what is kept no longer: at the start, and every ten minutes. On a thread of its own;
/// replicas share the work. A round that dies is taken up by the next where it was.
public final class Retention implements AutoCloseable {
    /// The user that deletes, in what tells of deletions.
    public static final String BY = "retention";

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);
    private static final int BATCHES_AT_ONCE = 200;
    private static final int ENTRIES_AT_ONCE = 10_000;

    private final AgedBatches batches;
    private final AgedEntries entries;
    private final Deletions deletions;
    private final Files files;
    private final Runnable onDeleted;
    private final Clock clock;
    private final Rounds rounds;

    /// Of the rounds' thread.
    private Place after = Place.FIRST;

    private Retention(
            DataSource database,
            BlobStore blobs,
            Deletions deletions,
            Runnable onDeleted,
            Clock clock) {
        this.batches = new AgedBatches(database);
        this.entries = new AgedEntries(database);
        this.deletions = deletions;
        this.files = new Files(blobs);
        this.onDeleted = onDeleted;
        this.clock = clock;
        this.rounds = Rounds.start("retention", LOOK_EVERY, this::look);
    }

    /// @param onDeleted called when batches were deleted: there are commands to send and files to
    ///   remove
    public static Retention start(
            DataSource database,
            BlobStore blobs,
            Deletions deletions,
            Runnable onDeleted,
            Clock clock) {
        return new Retention(database, blobs, deletions, onDeleted, clock);
    }

    /// Some tenant keeps things shorter than before.
    public void wake() {
        rounds.wake();
    }

    @Override
    public void close() {
        rounds.close();
    }

    /// A bounded part of what is due; when there may be more, the next round begins at once, behind
    /// it: what can't be removed holds up nothing that ended later.
    private void look() throws SQLException {
        Instant now = clock.instant();
        List<Aged> aged = batches.maybeDue(now, after, BATCHES_AT_ONCE);
        aged.forEach(each -> remove(each, now));
        boolean more = aged.size() == BATCHES_AT_ONCE;
        after = more ? aged.getLast().place() : Place.FIRST;
        if (entries.remove(now, ENTRIES_AT_ONCE) >= ENTRIES_AT_ONCE || more) {
            rounds.wake();
        }
    }

    private void remove(Aged aged, Instant now) {
        try {
            var removed = EnumSet.noneOf(Kept.class);
            removed.addAll(batches.remove(aged.batch(), now, files));
            if (removed.contains(Kept.HISTORY)) {
                if (deletions.delete(aged.tenant(), aged.batch(), BY)
                        instanceof DeletionOutcome.Deleted) {
                    onDeleted.run();
                } else {
                    removed.remove(Kept.HISTORY);
                }
            }
            if (!removed.isEmpty()) {
                LOG.atInfo()
                        .addKeyValue("batchId", aged.batch())
                        .addKeyValue("tenant", aged.tenant())
                        .addKeyValue("removed", removed)
                        .log("kept no longer");
            }
        } catch (SQLException | RuntimeException e) {
            // One batch that can't be removed holds up no other; it is tried again.
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("batchId", aged.batch())
                    .log("what is due can't be removed");
        }
    }

    private record Files(BlobStore blobs) implements AgedBatches.Files {
        @Override
        public void remove(BlobKey source) throws IOException {
            blobs.delete(source);
        }

        @Override
        public void removeResults(BatchId batch, int generations) throws IOException {
            for (int generation = 1; generation <= generations; generation++) {
                blobs.deleteAll(BlobKey.outputs(batch, generation));
            }
            blobs.deleteAll(BlobKey.attachments(batch));
        }
    }
}
