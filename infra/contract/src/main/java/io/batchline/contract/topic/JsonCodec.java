package io.batchline.contract.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A value as JSON.
final class JsonCodec<T> implements Codec<T> {
    private final Class<T> type;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    JsonCodec(JsonMapper mapper, Class<T> type) {
        this.type = type;
        this.reader = mapper.readerFor(type);
        this.writer = mapper.writerFor(type);
    }

    Class<T> type() {
        return type;
    }

    @Override
    public String name() {
        return type.getSimpleName();
    }

    @Override
    public byte[] encode(T value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    "a %s can't be written as JSON".formatted(type.getSimpleName()), e);
        }
    }

    @Override
    public T decode(byte[] bytes) throws UnreadableRecordException {
        try {
            T value = reader.readValue(bytes);
            if (value == null) {
                throw new UnreadableRecordException(
                        "null is not a " + type.getSimpleName(), new NullPointerException());
            }
            return value;
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableRecordException(
                    "not a %s: %s".formatted(type.getSimpleName(), e.getMessage()), e);
        }
    }
}
