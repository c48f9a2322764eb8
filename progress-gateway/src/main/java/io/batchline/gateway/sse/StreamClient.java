package io.batchline.gateway.sse;

import io.batchline.contract.id.TenantId;
import io.batchline.gateway.hub.Vector;
import io.batchline.http.identity.Authenticator.Admission;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One viewer's place: how far it is, and what is on its way to it. No queue. Used by its lane's
/// thread only.
final class StreamClient implements Sink.Report {
    private static final Vector NOWHERE = Vector.of(Vector.NOTHING);

    private final Lane lane;
    private final Sink sink;
    private final TenantId tenant;
    private Admission admission;

    /// What it watches, from when its lane has it.
    @Nullable Group group;

    /// Where the group has it.
    int index;

    /// What it has, once what is on its way has arrived. The group's own object while it keeps up.
    Vector at = NOWHERE;

    /// When something was last given to it, in nanoseconds.
    long writtenAt;

    /// Whether that is still on its way.
    boolean isPending;

    /// Whether it ends behind that.
    boolean isEnding;

    /// Whether the last word to it was that the broker is not heard.
    boolean saidUnheard;

    private boolean isGone;

    StreamClient(Lane lane, Sink sink, TenantId tenant, Admission admission) {
        this.lane = lane;
        this.sink = sink;
        this.tenant = tenant;
        this.admission = admission;
    }

    Sink sink() {
        return sink;
    }

    TenantId tenant() {
        return tenant;
    }

    Admission admission() {
        return admission;
    }

    /// Takes an equal one in its place.
    void share(Admission equal) {
        admission = equal;
    }

    Group group() {
        return Objects.requireNonNull(group);
    }

    boolean isGone() {
        return isGone;
    }

    /// @return false when it was gone already
    boolean leave() {
        boolean first = !isGone;
        isGone = true;
        return first;
    }

    @Override
    public void through() {
        lane.ask(() -> lane.onThrough(this));
    }

    @Override
    public void gone() {
        lane.ask(() -> lane.onGone(this));
    }
}
