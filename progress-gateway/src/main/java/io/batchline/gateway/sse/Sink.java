package io.batchline.gateway.sse;

import java.io.IOException;

/// Where one stream's bytes go. Never blocks. Used by one thread; what it reports comes from any.
interface Sink {
    /// Begins to report.
    void open(Report report);

    /// Writes behind what was written before, which must be through.
    ///
    /// @param bytes shared: not to be changed
    /// @return true when they are through; otherwise [Report#through] or [Report#gone] follows
    /// @throws IOException when the client is gone
    boolean write(byte[] bytes) throws IOException;

    /// The orderly end, behind what is through.
    void end();

    /// Cuts the client off, whatever is on its way.
    void cut();

    /// What becomes of it. May be told more than once that the client is gone.
    interface Report {
        void through();

        void gone();
    }
}
