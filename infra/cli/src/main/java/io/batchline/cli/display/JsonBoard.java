package io.batchline.cli.display;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.client.StreamEvent;
import io.batchline.contract.topic.Json;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// One JSON object per line for programs: every event as the server sent it, with its kind as
/// `event` and its batch as `batch`; `uploading` for each percent of an upload; `note`.
public final class JsonBoard implements Board {
    private final JsonMapper json = Json.mapper();
    private final PrintStream out;
    private final Map<String, Integer> percents = new HashMap<>();

    public JsonBoard(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void uploads(String label, Transfer transfer) {
        int percent = (int) transfer.percent().orElse(0);
        Integer before = percents.put(label, percent);
        if (before == null || before != percent) {
            ObjectNode line = line("uploading", label).put("bytes", transfer.done());
            transfer.total().ifPresent(total -> line.put("total_bytes", total));
            print(line);
        }
    }

    @Override
    public synchronized void sees(String label, StreamEvent event) {
        try {
            ObjectNode line = line(event.kind(), label).put("id", event.id());
            line.setAll((ObjectNode) json.readTree(event.data()));
            print(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("an event can't be read: " + event.data(), e);
        }
    }

    @Override
    public synchronized void notes(String label, String text) {
        print(line("note", label).put("message", text));
    }

    private ObjectNode line(String event, String label) {
        return json.createObjectNode().put("event", event).put("batch", label);
    }

    private void print(ObjectNode line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
