package io.batchline.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;

/// Writes answers with the wire's settings. Bodies are read by `Fields`, which names what is wrong
/// with them.
final class JsonAnswers implements io.javalin.json.JsonMapper {
    private final JsonMapper mapper;

    JsonAnswers(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public String toJsonString(Object answer, Type type) {
        try {
            return mapper.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    "a %s can't be written as JSON".formatted(answer.getClass().getSimpleName()),
                    e);
        }
    }
}
