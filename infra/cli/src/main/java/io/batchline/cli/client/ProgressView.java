package io.batchline.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.progress.ProgressStage;
import java.io.UncheckedIOException;
import java.time.Instant;

/// The data of an event as the API documents it: what this client shows or counts of it.
public record ProgressView(
        ProgressStage stage,
        String stageLabel,
        String message,
        double progressPercentage,
        double batchPercentage,
        long itemsTotal,
        long itemsProcessed,
        long itemsFailed,
        double elapsedSeconds,
        Instant timestamp) {

    static ProgressView of(JsonMapper json, String data) {
        try {
            return json.readValue(data, ProgressView.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an event can't be read: " + data, e);
        }
    }
}
