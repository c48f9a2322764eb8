package io.batchline.gateway.sse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.topic.Json;
import io.batchline.gateway.hub.ItemState;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/// What an item has come to, as clients of `?items=true` read it: every field always there, null
/// where nothing can be said.
final class ItemData {
    private static final String NAME = "item";

    private final JsonMapper mapper = Json.mapper();

    /// The event's bytes without its id.
    ///
    /// @param given ids that the caller gave items of this batch, by their index
    byte[] frame(ItemState item, Map<Integer, String> given) {
        return frame(of(item, given));
    }

    private byte[] frame(ObjectNode data) {
        try {
            return Frame.event(NAME, mapper.writeValueAsBytes(data));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an item can't be written as JSON", e);
        }
    }

    /// The same of one that will not be worked on any more, because its batch has ended.
    byte[] cancelled(ItemState item, Map<Integer, String> given, Instant at) {
        ObjectNode data = of(item, given);
        data.put("state", "cancelled");
        data.putNull("phase").putNull("phases").putNull("phase_message");
        data.put("timestamp", at.toString());
        return frame(data);
    }

    private ObjectNode of(ItemState item, Map<Integer, String> given) {
        ItemEvent.OfItem event = item.event();
        ItemRun run = event.run();
        ObjectNode data = mapper.createObjectNode();
        data.put("batch_id", run.batchId().value());
        data.put("job_id", given.getOrDefault(run.index(), run.jobId().value()));
        data.put("index", run.index());
        data.put("stage", run.stage().wireId());
        data.put("state", item.state());
        data.put("attempts", run.attempt());
        ItemEvent.Phase phase = event instanceof ItemEvent.Phase in ? in : null;
        data.put("phase", phase == null ? null : phase.phase());
        data.put("phases", phase == null ? null : phase.phases());
        data.put("phase_message", phase == null ? null : phase.message());
        if (event instanceof ItemEvent.Failed failed) {
            data.putObject("error").put("cause", failed.cause()).put("message", failed.message());
        } else {
            data.putNull("error");
        }
        data.put("worker", event.worker().value());
        data.put("timestamp", event.at().toString());
        return data;
    }
}
