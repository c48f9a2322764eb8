package io.batchline.ingest.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.topic.Json;

/// Values of the wire as `jsonb` columns.
final class Stored {
    private static final JsonMapper MAPPER = Json.mapper();

    private Stored() {}

    static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a %s can't be written as JSON".formatted(value.getClass().getSimpleName()), e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a stored %s can't be read".formatted(type.getSimpleName()), e);
        }
    }
}
