package io.batchline.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.progress.ProgressStage;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The data of an event as the API documents it: what this client shows or counts of it.
///
/// @param etaSeconds null when it can't be told
/// @param waitingReason null when it waits for nothing
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
        @Nullable Double etaSeconds,
        double throughputPerSecond,
        boolean stalled,
        @Nullable String waitingReason,
        Instant timestamp) {

    static ProgressView of(JsonMapper json, String data) {
        try {
            return json.readValue(data, ProgressView.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an event can't be read: " + data, e);
        }
    }
}
