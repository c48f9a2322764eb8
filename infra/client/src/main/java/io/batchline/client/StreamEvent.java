package io.batchline.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.topic.Json;
import java.io.IOException;

/// One event of a stream.
///
/// @param id where to resume after it; empty when the server sent none
/// @param kind `progress`, `complete`, `error` or what else the server names
public record StreamEvent(String id, String kind, String data) {
    private static final JsonMapper JSON = Json.mapper();

    /// The answer to a question for the newest progress, as the stream would say it.
    ///
    /// @throws IOException where it is none, as the page of a proxy
    static StreamEvent asked(String progress) throws IOException {
        JsonNode data = JSON.readTree(progress);
        if (!data.path("stage").isTextual()) {
            throw new IOException("what answered is no progress");
        }
        return new StreamEvent(
                data.path("id").asText(), kind(data.path("stage").asText()), progress);
    }

    private static String kind(String stage) {
        return switch (ProgressStage.ofWireId(stage).orElse(ProgressStage.PROCESSING)) {
            case COMPLETED -> "complete";
            case FAILED, CANCELLED -> "error";
            default -> "progress";
        };
    }

    /// What the event says of the batch.
    public ProgressView progress() {
        return ProgressView.of(JSON, data);
    }

    /// Nothing comes after it.
    public boolean isLast() {
        return kind.equals("complete") || kind.equals("error");
    }
}
