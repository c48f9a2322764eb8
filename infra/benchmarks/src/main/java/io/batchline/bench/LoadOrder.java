package io.batchline.bench;

import java.io.Serial;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.util.List;

/// What the process of a load's clients is asked to do, one thing after the other. Each is answered
/// by a [LoadAnswer].
sealed interface LoadOrder extends Serializable {
    /// Opens all streams: answered when the last has its head.
    ///
    /// @param heads of requests, without their ends; the clients take them in turn
    /// @param own whether the client of a head watches the channel of the same number only
    record Open(
            InetSocketAddress server,
            List<String> heads,
            boolean own,
            int connections,
            int channels,
            int stalled)
            implements LoadOrder {
        @Serial private static final long serialVersionUID = 1;
    }

    /// Forgets what has come so far.
    record Clear() implements LoadOrder {
        @Serial private static final long serialVersionUID = 1;
    }

    /// Those that are to stall read no more.
    record Stall() implements LoadOrder {
        @Serial private static final long serialVersionUID = 1;
    }

    /// Breaks all connections.
    record Cut() implements LoadOrder {
        @Serial private static final long serialVersionUID = 1;
    }

    /// Connects again, each after what it has seen: answered when each has an event of this number
    /// or newer.
    record ComeBack(long number) implements LoadOrder {
        @Serial private static final long serialVersionUID = 1;
    }

    /// How many events have come.
    record Count() implements LoadOrder {
        @Serial private static final long serialVersionUID = 1;
    }

    /// Everything that is known.
    ///
    /// @param newest the number of each channel's newest event, as it was sent
    record Report(List<Long> newest) implements LoadOrder {
        @Serial private static final long serialVersionUID = 1;
    }
}
