package io.batchline.gateway.hub;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressKey;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.topic.Topics;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One batch's place on the board: what is known of it now. The topics' reader writes, in turn with
/// the sweep; anyone reads without waiting.
final class BatchChannel {
    private final int partition;
    private volatile long announced = Vector.NOTHING;
    private volatile @Nullable ProgressEvent nothingYet;
    private volatile BatchView view = new BatchView(null, History.none());

    BatchChannel(BatchId batch) {
        // All events of a batch are in one partition, whatever their stage.
        this.partition = Topics.PROGRESS.partition(ProgressKey.of(batch, ProgressStage.UPLOADING));
    }

    /// Of `progress`.
    int partition() {
        return partition;
    }

    BatchView view() {
        return view;
    }

    @Nullable TenantId tenant() {
        Batch snapshot = view.snapshot();
        return snapshot == null ? null : snapshot.definition().tenant();
    }

    /// @return whether it is news
    synchronized boolean onProgress(long position, Progress progress, Instant now) {
        Optional<History> longer = view.history().with(position, progress, now);
        longer.ifPresent(history -> view = new BatchView(view.snapshot(), history));
        return longer.isPresent();
    }

    synchronized void onSnapshot(Batch snapshot) {
        view = new BatchView(snapshot, view.history());
        nothingYet =
                snapshot.status().isTerminal() || !view.history().events().isEmpty()
                        ? null
                        : ProgressEvent.nothingYet(snapshot.definition());
    }

    /// Its tenant is told that it is there.
    void announce(long number) {
        announced = number;
    }

    /// The how many-th batch it was that has become known to be its tenant's.
    long announced() {
        return announced;
    }

    /// What there is to say of it while nothing has happened; empty for one that has ended, too.
    Optional<ProgressEvent> nothingYet() {
        return Optional.ofNullable(nothingYet).filter(_ -> view.history().events().isEmpty());
    }

    synchronized void trim(Instant now) {
        view = new BatchView(view.snapshot(), view.history().trimmed(now));
    }

    /// Whether someone who watches everything wants to hear of it: it goes on, or has ended lately,
    /// or was created lately.
    boolean isRecent(Instant now) {
        return view.history()
                .newest()
                .or(this::nothingYet)
                .filter(newest ->
                        (!newest.isEnd() && newest.isSaid())
                                || newest.progress().timestamp().isAfter(now.minus(History.KEEP)))
                .isPresent();
    }
}
