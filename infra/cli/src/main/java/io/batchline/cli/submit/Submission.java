package io.batchline.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.contract.id.BatchId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Makes batches of items that go with the request.
final class Submission {
    /// What the server takes at once.
    private static final int MOST_ITEMS = 10_000;

    private static final int PART = 5_000;

    private final ApiClient api;

    Submission(ApiClient api) {
        this.api = api;
    }

    /// A new batch; the same one for the same key and request.
    static BatchId create(ApiClient api, JsonNode request, String key)
            throws IOException, InterruptedException {
        JsonNode made =
                api.send(
                        "create a batch",
                        "POST",
                        "/api/batches",
                        request,
                        Map.of("Idempotency-Key", key));
        return new BatchId(made.path("batch_id").asText());
    }

    /// Many items come in parts, to a batch that waits for its start; if one is refused it is
    /// cancelled.
    BatchId items(ObjectNode request, List<JsonNode> items, boolean starts)
            throws IOException, InterruptedException {
        String key = UUID.randomUUID().toString();
        if (items.size() <= MOST_ITEMS) {
            return create(api, request.deepCopy().set("items", array(items)), key);
        }
        BatchId batch = create(api, request.deepCopy().put("start", "manual"), key);
        try {
            for (int at = 0; at < items.size(); at += PART) {
                ObjectNode part = JsonNodeFactory.instance.objectNode();
                part.set("items", array(items.subList(at, Math.min(items.size(), at + PART))));
                api.send("add items", "POST", ApiClient.path(batch, "/items"), part);
            }
            if (starts) {
                api.send("start", "POST", ApiClient.path(batch, "/start"), null);
            }
            return batch;
        } catch (IOException e) {
            api.cancel(batch);
            throw e;
        }
    }

    private static ArrayNode array(List<JsonNode> items) {
        return JsonNodeFactory.instance.arrayNode().addAll(items);
    }
}
