package io.batchline.gateway.sse;

import io.batchline.gateway.hub.From;
import io.batchline.gateway.hub.Overload;
import io.batchline.gateway.hub.Vector;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives viewers what is theirs. Used by its lane's thread only.
final class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Sending COMMENT = new Sending(Frame.COMMENT, 0, 0, false);

    /// Not all who were written to at once get their comment at once.
    private static final int SPREAD = 8;

    private final StreamCounts counts;
    private final Set<StreamClient> pending;
    private final Consumer<StreamClient> leave;

    /// @param pending holds who has not taken yet what it was given
    /// @param leave is told who has no stream any more
    Delivery(StreamCounts counts, Set<StreamClient> pending, Consumer<StreamClient> leave) {
        this.counts = counts;
        this.pending = pending;
        this.leave = leave;
    }

    /// What a viewer begins with.
    void begin(StreamClient client, From from, byte[] first, boolean unheard, long now) {
        Group group = client.group();
        client.at = from instanceof From.After(Vector seen) ? seen : group.at();
        Sending beginning = group.beginning(from);
        give(client, beginning.behind(first), reached(client), now);
        catchUp(client, unheard, now);
    }

    /// The group's own place where the viewer is not ahead of it, as one that comes from a replica
    /// that has read more.
    private static Vector reached(StreamClient client) {
        Vector group = client.group().at();
        return group.covers(client.at) ? group : group.or(client.at);
    }

    /// One frame for all who have what came before it.
    Round begin(Group group, long now) {
        Vector before = group.at();
        return new Round(group, before, group.advance(now), now);
    }

    /// Gives some of them the frame.
    ///
    /// @return whether all have had it
    boolean goOn(Round round, boolean unheard, long now) {
        return round.goOn(client -> {
            if (client.isPending) {
                return;
            }
            if (round.isFor(client)) {
                give(client, round.frame(), round.group().at(), now);
            } else {
                catchUp(client, unheard, now);
            }
        });
    }

    /// A viewer has taken what it was given.
    void through(StreamClient client, boolean unheard, long now) {
        pending.remove(client);
        client.isPending = false;
        if (client.isEnding) {
            end(client);
        } else {
            catchUp(client, unheard, now);
        }
    }

    /// What a viewer has missed while it was busy.
    private void catchUp(StreamClient client, boolean unheard, long now) {
        if (client.isPending || client.isGone()) {
            return;
        }
        Group group = client.group();
        if (!client.at.equals(group.at())) {
            Vector to = reached(client);
            give(client, group.watched().between(client.at, group.at()), to, now);
        }
        if (unheard != client.saidUnheard && !client.isPending && !client.isGone()) {
            client.saidUnheard = unheard;
            group.watched()
                    .newestAgain(!unheard)
                    .ifPresent(again -> give(client, again, client.at, now));
        }
    }

    /// Says to a group whether the broker is heard, when that has changed, and a comment to whom
    /// nothing was said for long.
    void sweep(Group group, boolean unheard, long commentBefore, long now) {
        Optional<Sending> again = Optional.empty();
        boolean isMade = false;
        // From the back, as in a round.
        for (int i = group.clients().size() - 1; i >= 0; i--) {
            StreamClient client = group.clients().get(i);
            if (client.isPending) {
                continue;
            }
            if (unheard != client.saidUnheard) {
                if (!isMade) {
                    again = group.watched().newestAgain(!unheard);
                    isMade = true;
                }
                client.saidUnheard = unheard;
                again.ifPresent(said -> give(client, said, client.at, now));
            } else if (client.writtenAt - commentBefore < spread(client, now - commentBefore)) {
                give(client, COMMENT, client.at, now);
            }
        }
    }

    private static long spread(StreamClient client, long commentAfter) {
        return commentAfter / SPREAD / SPREAD * (System.identityHashCode(client) % SPREAD);
    }

    private void give(StreamClient client, Sending sending, Vector at, long now) {
        client.at = at;
        client.isEnding |= sending.isLast();
        try {
            if (!sending.isEmpty()) {
                client.writtenAt = now;
                counts.wrote(sending);
                if (!client.sink().write(sending.bytes())) {
                    client.isPending = true;
                    pending.add(client);
                    return;
                }
            }
            if (client.isEnding) {
                end(client);
            }
        } catch (IOException | IllegalStateException e) {
            LOG.atDebug().setCause(e).log("viewer is gone");
            client.sink().cut();
            leave.accept(client);
        }
    }

    /// Sends a viewer elsewhere.
    void farewell(StreamClient client, long now) {
        if (client.isPending) {
            // Bytes behind a part of an event would make no sense.
            client.sink().cut();
            leave.accept(client);
        } else {
            byte[] retry =
                    Frame.retry(Overload.comeBackSoon(ThreadLocalRandom.current().nextDouble()));
            give(client, new Sending(retry, 0, 0, true), client.at, now);
        }
    }

    void end(StreamClient client) {
        if (client.isPending) {
            client.sink().cut();
        } else {
            client.sink().end();
        }
        leave.accept(client);
    }

    /// It has taken nothing for too long.
    void cutOff(StreamClient client) {
        counts.cutOff.increment();
        client.sink().cut();
        leave.accept(client);
    }
}
