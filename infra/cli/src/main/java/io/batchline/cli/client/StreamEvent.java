package io.batchline.cli.client;

/// One event of a stream.
///
/// @param id where to resume after it; empty when the server sent none
/// @param kind `progress`, `complete`, `error` or what else the server names
public record StreamEvent(String id, String kind, String data) {
    /// Nothing comes after it.
    public boolean isLast() {
        return kind.equals("complete") || kind.equals("error");
    }
}
