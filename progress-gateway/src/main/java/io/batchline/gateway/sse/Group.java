package io.batchline.gateway.sse;

import io.batchline.gateway.hub.From;
import io.batchline.gateway.hub.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// All viewers of one lane that watch the same: a frame is made for them once. Used by the lane's
/// thread only, but for [#isNews].
final class Group {
    private final Watched watched;
    private final List<StreamClient> clients = new ArrayList<>();
    private final AtomicBoolean marked = new AtomicBoolean();
    private Vector at = Vector.of(Vector.NOTHING);
    private long sentAt;
    private @Nullable Beginning newest;

    /// Whether a frame is on its way to its viewers.
    boolean isUnderWay;

    /// Whether another is due behind that.
    boolean isToFollow;

    /// The last beginning that was made: many viewers come back at once from the same place.
    private record Beginning(From from, Vector upTo, Sending sending) {}

    Group(Watched watched) {
        this.watched = watched;
    }

    /// Takes what there is as what has been sent.
    void begin(long nanos) {
        at = watched.newest();
        sentAt = nanos;
    }

    Watched watched() {
        return watched;
    }

    List<StreamClient> clients() {
        return clients;
    }

    /// Up to where frames have been made.
    Vector at() {
        return at;
    }

    /// Notes that there is something new. For any thread.
    ///
    /// @return whether that was not noted yet
    boolean isNews() {
        return marked.compareAndSet(false, true);
    }

    /// When its next frame may go out, in nanoseconds.
    long dueAt(long pace) {
        return sentAt + pace;
    }

    /// The frame for all who have what was sent so far.
    Sending advance(long now) {
        // Before the look: what comes from now on is noted anew.
        marked.set(false);
        Vector next = watched.newest();
        if (next.equals(at)) {
            return Sending.NONE;
        }
        Sending frame = watched.between(at, next);
        at = next;
        sentAt = now;
        return frame;
    }

    /// What a viewer that comes now begins with.
    Sending beginning(From from) {
        Beginning last = newest;
        if (last == null || !last.upTo().equals(at) || !last.from().equals(from)) {
            last = new Beginning(from, at, watched.begin(from, at));
            newest = last;
        }
        return last.sending();
    }

    void add(StreamClient client) {
        client.index = clients.size();
        clients.add(client);
    }

    void remove(StreamClient client) {
        StreamClient last = clients.removeLast();
        if (last != client) {
            clients.set(client.index, last);
            last.index = client.index;
        }
    }
}
