package io.batchline.gateway.sse;

import io.batchline.http.identity.Authenticator.Admission;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What the viewers of a lane were let in by, each once however many have it: they are asked about
/// every few seconds, and thousands may be one user's. Used by the lane's thread only.
final class Admitted {
    private final Map<Admission, Holders> known = new HashMap<>();

    private static final class Holders {
        private final Admission shared;
        private int count;

        Holders(Admission shared) {
            this.shared = shared;
        }
    }

    /// A viewer has come: it holds the same object as others who were let in by the same.
    void came(StreamClient client) {
        Holders holders = known.computeIfAbsent(client.admission(), Holders::new);
        holders.count++;
        client.share(holders.shared);
    }

    void left(StreamClient client) {
        known.computeIfPresent(
                client.admission(), (_, holders) -> --holders.count == 0 ? null : holders);
    }

    Set<Admission> all() {
        return Set.copyOf(known.keySet());
    }
}
