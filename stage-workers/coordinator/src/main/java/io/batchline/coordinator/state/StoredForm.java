package io.batchline.coordinator.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A value as it lies in the store: JSON, read and written with the wire's settings.
final class StoredForm<T> {
    private static final JsonMapper MAPPER = Json.mapper();

    private final Class<T> type;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    StoredForm(Class<T> type) {
        this.type = type;
        this.reader = MAPPER.readerFor(type);
        this.writer = MAPPER.writerFor(type);
    }

    byte[] bytes(T value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    "a %s can't be stored".formatted(type.getSimpleName()), e);
        }
    }

    T value(byte[] bytes) {
        try {
            return reader.readValue(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the store holds a broken %s".formatted(type.getSimpleName()), e);
        }
    }
}
