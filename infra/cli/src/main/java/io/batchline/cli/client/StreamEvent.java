package io.batchline.cli.client;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.topic.Json;

/// One event of a stream.
///
/// @param id where to resume after it; empty when the server sent none
/// @param kind `progress`, `complete`, `error` or what else the server names
public record StreamEvent(String id, String kind, String data) {
    private static final JsonMapper JSON = Json.mapper();

    /// What the event says of the batch.
    public ProgressView progress() {
        return ProgressView.of(JSON, data);
    }

    /// Nothing comes after it.
    public boolean isLast() {
        return kind.equals("complete") || kind.equals("error");
    }
}
