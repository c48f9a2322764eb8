package io.batchline.client;

/// How a watch is connected.
public enum Connection {
    CONNECTING,
    LIVE,
    RECONNECTING,
    /// The stream does not work: it asks.
    POLLING,
    /// Neither works.
    OFFLINE,
    ENDED
}
