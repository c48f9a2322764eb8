package io.batchline.gateway.hub;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.progress.Progress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One batch's place on the board: what is known of it now, and the signal for its viewers. The
/// topics' reader writes, in turn with the sweep; anyone reads without waiting.
final class BatchChannel {
    private final Signal signal = new Signal();
    private volatile BatchView view = new BatchView(null, History.none());
    private volatile boolean closed;

    BatchView view() {
        return view;
    }

    Signal signal() {
        return signal;
    }

    boolean isClosed() {
        return closed;
    }

    synchronized void onProgress(long position, Progress progress, Instant now) {
        view.history()
                .with(position, progress, now)
                .ifPresent(longer -> {
                    view = new BatchView(view.snapshot(), longer);
                    signal.raise();
                });
    }

    synchronized void onSnapshot(@Nullable Batch snapshot) {
        view = new BatchView(snapshot, view.history());
    }

    synchronized void trim(Instant now) {
        view = new BatchView(view.snapshot(), view.history().trimmed(now));
    }

    void close() {
        closed = true;
        signal.raise();
    }
}
