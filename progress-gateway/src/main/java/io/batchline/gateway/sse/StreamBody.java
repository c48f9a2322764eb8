package io.batchline.gateway.sse;

import java.io.IOException;
import java.io.OutputStream;

/// What a stream says, from its first line to its end.
@FunctionalInterface
interface StreamBody {
    /// Returns at the end.
    ///
    /// @throws IOException when the client is gone
    void writeTo(OutputStream out) throws IOException, InterruptedException;
}
