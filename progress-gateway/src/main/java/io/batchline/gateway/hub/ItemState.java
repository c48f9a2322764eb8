package io.batchline.gateway.hub;

import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemEvent.OfItem;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.stage.Stage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What an item has come to, at its position in `item-events`. Immutable but for its frame, which
/// is made when the first viewer needs it and then shared.
public final class ItemState {
    private final long position;
    private final OfItem event;
    private byte @Nullable [] frame;

    ItemState(long position, OfItem event) {
        this.position = position;
        this.event = event;
    }

    public long position() {
        return position;
    }

    public OfItem event() {
        return event;
    }

    int index() {
        return event.run().index();
    }

    /// Whether an event that comes later still counts: not one of an older generation or run.
    boolean mayBeFollowedBy(OfItem next) {
        ItemRun then = event.run();
        ItemRun now = next.run();
        int generations = Integer.compare(now.key().generation(), then.key().generation());
        return generations > 0 || (generations == 0 && now.run() >= then.run());
    }

    /// Whether nothing more is to come of it.
    boolean isFinished() {
        return switch (event) {
            case ItemEvent.Started _, ItemEvent.Phase _, ItemEvent.Returned _ -> false;
            case ItemEvent.Succeeded done -> done.run().stage() == Stage.PROCESS;
            case ItemEvent.Failed failed -> failed.lastAttempt();
        };
    }

    /// As the list of items has it.
    public String state() {
        return switch (event) {
            case ItemEvent.Started _, ItemEvent.Phase _ -> "running";
            // What has been organized waits for what comes next.
            case ItemEvent.Succeeded done ->
                    done.run().stage() == Stage.PROCESS ? "succeeded" : "waiting";
            case ItemEvent.Failed failed -> failed.lastAttempt() ? "failed" : "retrying";
            case ItemEvent.Returned _ -> "waiting";
        };
    }

    /// The bytes on the wire but for the id, made once by `encode`. Shared: never to be changed.
    public synchronized byte[] frame(Function<ItemState, byte[]> encode) {
        byte[] made = frame;
        if (made == null) {
            made = encode.apply(this);
            frame = made;
        }
        return made;
    }
}
