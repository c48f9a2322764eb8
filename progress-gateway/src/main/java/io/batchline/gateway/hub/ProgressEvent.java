package io.batchline.gateway.hub;

import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.progress.Progress;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A progress event that is held, with its position in the topic (all events of a batch are in one
/// partition, so positions order them). Immutable but for its frame, which is made when the first
/// viewer needs it and then shared.
public final class ProgressEvent {
    private final long position;
    private final Progress progress;
    private final boolean startsStage;
    private byte @Nullable [] frame;

    ProgressEvent(long position, Progress progress, boolean startsStage) {
        this.position = position;
        this.progress = progress;
        this.startsStage = startsStage;
    }

    /// What there is to say of a batch of which nothing has been said. It has no position.
    static ProgressEvent nothingYet(BatchDefinition batch) {
        return new ProgressEvent(Vector.NOTHING, NothingYet.of(batch), false);
    }

    /// Negative for what is in no topic.
    public long position() {
        return position;
    }

    public Progress progress() {
        return progress;
    }

    /// Whether somebody has written it.
    boolean isSaid() {
        return position > Vector.NOTHING;
    }

    /// The batch's end: completed, failed or cancelled.
    public boolean isEnd() {
        return progress.stage().isTerminal();
    }

    /// The start or the end of a stage or of the batch: what a viewer that keeps up never misses.
    boolean isBoundary() {
        return startsStage || progress.progressPercentage() >= 100 || isEnd();
    }

    /// The event's bytes on the wire but for its id, made once by `encode`. Shared: never to be
    /// changed.
    public synchronized byte[] frame(Function<ProgressEvent, byte[]> encode) {
        byte[] made = frame;
        if (made == null) {
            made = encode.apply(this);
            frame = made;
        }
        return made;
    }

    @Override
    public String toString() {
        return "%d %s %.1f%%".formatted(position, progress.stage(), progress.progressPercentage());
    }
}
