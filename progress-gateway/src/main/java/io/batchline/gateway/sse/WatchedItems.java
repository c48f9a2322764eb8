package io.batchline.gateway.sse;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.gateway.hub.BatchView;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.From;
import io.batchline.gateway.hub.History;
import io.batchline.gateway.hub.ItemBoard;
import io.batchline.gateway.hub.ItemState;
import io.batchline.gateway.hub.Portion;
import io.batchline.gateway.hub.ProgressEvent;
import io.batchline.gateway.hub.Vector;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One batch and its items: the positions in `progress` and in `item-events`. Items from when one
/// begins to watch; who wants those before reads the list.
final class WatchedItems implements Watched {
    private static final int PROGRESS = 0;
    private static final int ITEMS = 1;

    /// Positions in its ids.
    static final int PARTITIONS = 2;

    private final Board board;
    private final ItemBoard itemBoard;
    private final BatchId batch;
    private final String items;
    private final Map<Integer, String> given;
    private final EventFrames frames;
    private final ItemData data = new ItemData();

    /// @param items what the batch's workload calls them
    /// @param given ids that the caller gave some of them, by their index
    WatchedItems(
            Board board,
            ItemBoard itemBoard,
            BatchId batch,
            String items,
            Map<Integer, String> given,
            EventFrames frames) {
        this.board = board;
        this.itemBoard = itemBoard;
        this.batch = batch;
        this.items = items;
        this.given = Map.copyOf(given);
        this.frames = frames;
    }

    @Override
    public Object subject() {
        return batch;
    }

    @Override
    public void begun() {
        itemBoard.follow(batch);
    }

    @Override
    public void ended() {
        itemBoard.leave(batch);
    }

    private History history() {
        return board.find(batch).map(BatchView::history).orElseGet(History::none);
    }

    @Override
    public Vector newest() {
        long position = history().newest().map(ProgressEvent::position).orElse(Vector.NOTHING);
        return Vector.of(position, itemBoard.newest(batch));
    }

    @Override
    public Sending begin(From from, Vector upTo) {
        History history = history();
        if (!(from instanceof From.After(Vector seen))) {
            return sending(
                    Portion.begin(history, from, upTo.at(PROGRESS)),
                    List.of(),
                    Vector.of(Vector.NOTHING, upTo.at(ITEMS)));
        }
        if (itemBoard.hasLostWhatFollows(batch, seen.at(ITEMS))) {
            return sending(
                    Portion.snapshot(history, upTo.at(PROGRESS)),
                    List.of(),
                    seen.with(ITEMS, upTo.at(ITEMS)));
        }
        From there = new From.After(Vector.of(seen.at(PROGRESS)));
        return sending(
                Portion.begin(history, there, upTo.at(PROGRESS)),
                itemBoard.between(batch, seen.at(ITEMS), upTo.at(ITEMS)),
                seen);
    }

    @Override
    public Sending between(Vector seen, Vector upTo) {
        return sending(
                Portion.between(history(), seen.at(PROGRESS), upTo.at(PROGRESS)),
                itemBoard.between(batch, seen.at(ITEMS), upTo.at(ITEMS)),
                seen);
    }

    @Override
    public Optional<Sending> newestAgain(boolean isHeard) {
        return history()
                .newest()
                .filter(event -> !event.isEnd())
                .map(event -> {
                    var bytes = new ByteArrayOutputStream();
                    EventFrames.Encoding encoding = isHeard ? frames.usual() : frames.unheard();
                    String id = Vector.of(event.position(), itemBoard.newest(batch)).toString();
                    EventFrames.write(bytes, id, encoding.of(event, items));
                    return new Sending(bytes.toByteArray(), 1, 0, false);
                });
    }

    /// Items first: behind the end of the batch nothing is read.
    private Sending sending(Portion portion, List<ItemState> changed, Vector seen) {
        var bytes = new ByteArrayOutputStream(1024);
        Vector at = seen;
        for (ItemState item : changed) {
            at = at.with(ITEMS, item.position());
            EventFrames.write(bytes, at.toString(), item.frame(state -> data.frame(state, given)));
        }
        List<ItemState> cancelled = left(portion);
        for (ItemState item : cancelled) {
            Instant end = portion.events().getLast().progress().timestamp();
            EventFrames.write(bytes, at.toString(), data.cancelled(item, given, end));
        }
        EventFrames.Encoding encoding = portion.isSnapshot() ? frames.snapshot() : frames.usual();
        for (ProgressEvent event : portion.events()) {
            at = at.with(PROGRESS, event.position());
            EventFrames.write(bytes, at.toString(), encoding.of(event, items));
        }
        return new Sending(
                bytes.toByteArray(),
                changed.size() + cancelled.size() + portion.events().size(),
                portion.passedOver(),
                portion.isLast());
    }

    /// The items that nobody will work on any more: a batch that is cancelled or fails takes them
    /// with it, and no event says so of each.
    private List<ItemState> left(Portion portion) {
        return portion.isLast()
                        && portion.events().getLast().progress().stage() != ProgressStage.COMPLETED
                ? itemBoard.unfinished(batch)
                : List.of();
    }

    /// One of the same batch, whatever it was told of it.
    @Override
    public boolean equals(Object other) {
        return other instanceof WatchedItems that && batch.equals(that.batch);
    }

    @Override
    public int hashCode() {
        return batch.hashCode();
    }
}
