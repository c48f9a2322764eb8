package io.batchline.workload.sheets.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/// Reads a JSON file of a template's folder whose top must be an object.
public final class JsonFile {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private JsonFile() {}

    public static Optional<Settings> read(TemplateFiles files, String name)
            throws TemplateRejected, IOException {
        Optional<byte[]> bytes = files.read(name);
        return bytes.isEmpty() ? Optional.empty() : Optional.of(parse(name, bytes.get()));
    }

    static Settings parse(String name, byte[] bytes) throws TemplateRejected, IOException {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new TemplateRejected(
                    name,
                    "",
                    "is not JSON: %s (line %d, column %d)"
                            .formatted(
                                    e.getOriginalMessage(),
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr()));
        }
        if (tree instanceof ObjectNode object) {
            return new Settings(name, "", object);
        }
        throw new TemplateRejected(name, "", "must hold a JSON object");
    }
}
