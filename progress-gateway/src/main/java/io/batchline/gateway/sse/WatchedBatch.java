package io.batchline.gateway.sse;

import io.batchline.contract.id.BatchId;
import io.batchline.gateway.hub.BatchView;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.From;
import io.batchline.gateway.hub.History;
import io.batchline.gateway.hub.Portion;
import io.batchline.gateway.hub.ProgressEvent;
import io.batchline.gateway.hub.Vector;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// One batch, up to its end. Nothing need be known of it yet.
///
/// @param items what its workload calls them
record WatchedBatch(Board board, BatchId batch, String items, EventFrames frames)
        implements Watched {
    @Override
    public Object subject() {
        return batch;
    }

    private History history() {
        return board.find(batch).map(BatchView::history).orElseGet(History::none);
    }

    @Override
    public Vector newest() {
        return Vector.of(history().newest().map(ProgressEvent::position).orElse(Vector.NOTHING));
    }

    @Override
    public Sending begin(From from, Vector upTo) {
        History history = history();
        Portion portion = Portion.begin(history, from, upTo.at(0));
        boolean isOver =
                portion.events().isEmpty()
                        && from instanceof From.After(Vector seen)
                        && history.isOverFor(seen.at(0));
        return isOver ? Sending.END : sending(portion);
    }

    @Override
    public Sending between(Vector seen, Vector upTo) {
        return sending(Portion.between(history(), seen.at(0), upTo.at(0)));
    }

    @Override
    public Optional<Sending> newestAgain(boolean isHeard) {
        EventFrames.Encoding encoding = isHeard ? frames.usual() : frames.unheard();
        return history()
                .newest()
                .filter(event -> !event.isEnd())
                .map(event -> {
                    var bytes = new ByteArrayOutputStream();
                    EventFrames.write(
                            bytes, Long.toString(event.position()), encoding.of(event, items));
                    return new Sending(bytes.toByteArray(), 1, 0, false);
                });
    }

    private Sending sending(Portion portion) {
        if (portion.events().isEmpty()) {
            return Sending.NONE;
        }
        EventFrames.Encoding encoding = portion.isSnapshot() ? frames.snapshot() : frames.usual();
        var bytes = new ByteArrayOutputStream(1024);
        for (ProgressEvent event : portion.events()) {
            EventFrames.write(bytes, Long.toString(event.position()), encoding.of(event, items));
        }
        return new Sending(
                bytes.toByteArray(),
                portion.events().size(),
                portion.passedOver(),
                portion.isLast());
    }
}
