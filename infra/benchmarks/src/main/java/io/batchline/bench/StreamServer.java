package io.batchline.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/// A server of streams that is measured.
interface StreamServer {
    String name();

    InetSocketAddress address();

    /// The path of the stream of one channel.
    String path(int channel);

    /// The path of the stream of this many channels, the first ones.
    String page(int channels);

    /// Lines of the request's head, each with its line end.
    String headers();

    /// Sends an event; returns when it is on its way.
    ///
    /// @param text that the event's data holds as it is
    void publish(int channel, String text) throws IOException;

    /// Its processes.
    List<ProcessHandle> processes();

    /// Drops what is garbage, where there is such a thing, before memory is read.
    void tidy() throws IOException, InterruptedException;
}
