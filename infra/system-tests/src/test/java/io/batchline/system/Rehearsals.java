package io.batchline.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.workload.rehearsal.Rehearsal;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Batches of the workload without work, and what the API says of them.
///
/// @param writing where batches are changed
/// @param reading where they are read: the same in local mode
/// @param source any file: the workload does not look into it
public record Rehearsals(ApiClient writing, ApiClient reading, Path source) {
    public static Rehearsals of(ApiClient writing, ApiClient reading, Path folder)
            throws IOException {
        Path source = Files.writeString(folder.resolve("source.txt"), "nothing");
        return new Rehearsals(writing, reading, source);
    }

    public static ObjectNode request(Priority priority, RehearsalOptions options) {
        ObjectNode request =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("workload", Rehearsal.NAME)
                        .put("name", priority.wireId())
                        .put("priority", priority.wireId());
        request.set("options", options.json());
        return request;
    }

    public BatchId start(ObjectNode request) throws IOException, InterruptedException {
        BatchId batch = writing.create(request);
        writing.upload(batch, source);
        return batch;
    }

    String stage(BatchId batch) throws IOException, InterruptedException {
        return reading.status(batch).path("stage").asText();
    }

    String status(BatchId batch) throws IOException, InterruptedException {
        return reading.status(batch).path("status").asText();
    }

    public boolean hasEnded(BatchId batch) throws IOException, InterruptedException {
        return switch (status(batch)) {
            case "completed", "failed", "cancelled" -> true;
            default -> false;
        };
    }

    JsonNode counts(BatchId batch) throws IOException, InterruptedException {
        return reading.status(batch).path("counts");
    }
}
