package io.batchline.gateway.sse;

import io.batchline.gateway.hub.Vector;
import java.util.function.Consumer;

/// A frame on its way to all of a group, some viewers at a time: while ten thousand get theirs, who
/// watches something else of the same lane does not wait for the last of them. Used by the lane's
/// thread only.
final class Round {
    private static final int AT_A_TIME = 256;

    private final Group group;
    private final Vector before;
    private final Sending frame;
    private final long begunAt;
    private int next;

    /// @param before what those have who are given the frame
    Round(Group group, Vector before, Sending frame, long begunAt) {
        this.group = group;
        this.before = before;
        this.frame = frame;
        this.begunAt = begunAt;
        this.next = group.clients().size() - 1;
    }

    Group group() {
        return group;
    }

    Sending frame() {
        return frame;
    }

    long begunAt() {
        return begunAt;
    }

    boolean isFor(StreamClient client) {
        return client.at.equals(before);
    }

    /// Gives some more of them their turn. From the back: whoever leaves is replaced by one that
    /// has had its turn, whoever joins needs none.
    ///
    /// @return whether all have had theirs
    boolean goOn(Consumer<StreamClient> turn) {
        next = Math.min(next, group.clients().size() - 1);
        for (int i = 0; i < AT_A_TIME && next >= 0; i++) {
            turn.accept(group.clients().get(next));
            next = Math.min(next, group.clients().size()) - 1;
        }
        return next < 0;
    }
}
