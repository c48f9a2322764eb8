package io.batchline.gateway.sse;

import io.batchline.gateway.hub.From;
import io.batchline.gateway.hub.Vector;
import java.util.Optional;

/// What a set of viewers watches. Equal ones share their frames. Asked by one thread at a time;
/// never waits.
interface Watched {
    /// What the board names when something of it has changed: a batch or a tenant.
    Object subject();

    /// The first viewer has come.
    default void begun() {}

    /// The last one has gone.
    default void ended() {}

    /// How far it has come.
    Vector newest();

    /// What a viewer begins with.
    Sending begin(From from, Vector upTo);

    /// What one that has `seen` gets next.
    Sending between(Vector seen, Vector upTo);

    /// The newest event once more, while nobody can say what has happened since, or as it was when
    /// somebody can again.
    ///
    /// @return empty while there is none
    Optional<Sending> newestAgain(boolean isHeard);
}
