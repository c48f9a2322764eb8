package io.batchline.gateway.sse;

import io.batchline.gateway.hub.From;
import org.jspecify.annotations.Nullable;

/// Decides where a stream begins by what the client says it has.
final class ResumePoint {
    private ResumePoint() {}

    /// The header is the browser's own at a reconnect and newer than the address it connects to, so
    /// it goes before the parameter. An id that is not one of ours is as none: the client gets what
    /// is held.
    static From of(
            @Nullable String lastEventIdHeader,
            @Nullable String lastEventIdParameter,
            @Nullable String history) {
        String id =
                lastEventIdHeader == null || lastEventIdHeader.isBlank()
                        ? lastEventIdParameter
                        : lastEventIdHeader;
        if (id != null && id.strip().matches("[0-9]{1,18}")) {
            return new From.After(Long.parseLong(id.strip()));
        }
        return "latest".equals(history) ? new From.Latest() : new From.Beginning();
    }
}
