package io.batchline.gateway.sse;

import io.batchline.gateway.hub.From;
import io.batchline.gateway.hub.Vector;
import org.jspecify.annotations.Nullable;

/// Decides where a stream begins by what the client says it has.
final class ResumePoint {
    private ResumePoint() {}

    /// The header is the browser's own at a reconnect and newer than the address it connects to, so
    /// it goes before the parameter. An id that is not one of ours is as none: the client gets what
    /// is held.
    ///
    /// @param partitions positions in the stream's ids
    static From of(
            @Nullable String lastEventIdHeader,
            @Nullable String lastEventIdParameter,
            @Nullable String history,
            int partitions) {
        String id =
                lastEventIdHeader == null || lastEventIdHeader.isBlank()
                        ? lastEventIdParameter
                        : lastEventIdHeader;
        From beginning = "latest".equals(history) ? new From.Latest() : new From.Beginning();
        return id == null
                ? beginning
                : Vector.parse(id.strip(), partitions).<From>map(From.After::new).orElse(beginning);
    }
}
