package io.batchline.contract.source;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.topic.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An item that a request brought. As a batch's source each is one line of JSON.
///
/// @param jobId the caller's own id, unique in its tenant; null where it gave none
/// @param data the row; of an item that is only a URL its `url`
public record GivenItem(@Nullable String jobId, ObjectNode data) {
    private static final String URL = "url";
    private static final int LONGEST_NAME = 200;
    private static final JsonMapper MAPPER = Json.mapper();

    /// Its line, the end of the line included.
    public byte[] line() throws IOException {
        byte[] json = MAPPER.writeValueAsBytes(this);
        byte[] line = java.util.Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    /// What people call it: its URL, or the caller's id of it, or its number.
    ///
    /// @param index from 0
    public String name(int index) {
        String url = data.path(URL).asText("");
        if (!url.isEmpty()) {
            return url.length() <= LONGEST_NAME ? url : url.substring(0, LONGEST_NAME - 1) + "…";
        }
        return jobId == null ? "item-" + index : jobId;
    }

    /// Reads lines to their end.
    ///
    /// @throws IOException when they can't be read, or are no such lines
    public static void each(InputStream lines, Consumer<GivenItem> what) throws IOException {
        try (MappingIterator<GivenItem> all = MAPPER.readerFor(GivenItem.class).readValues(lines)) {
            while (all.hasNextValue()) {
                what.accept(all.nextValue());
            }
        }
    }
}
