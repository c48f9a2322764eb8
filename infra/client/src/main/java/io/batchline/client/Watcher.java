package io.batchline.client;

/// Who is told, on the thread that follows.
@FunctionalInterface
public interface Watcher {
    /// Something newer; never an older state after a newer.
    void sees(StreamEvent event);

    /// How the connection fares, in words for people: only when that changes.
    default void hears(String note) {}

    /// The same in one word.
    default void isConnected(Connection connection) {}
}
