package io.batchline.testkit.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

/// Schemas of the document as a test wants them: an object has the fields that are described and no
/// others, where the description does not say that it may. A client must not rely on that, and a
/// field that nobody described must not come about.
public final class ClosedSchemas {
    private static final String ADDITIONAL = "additionalProperties";
    private static final String REF = "$ref";
    private static final String THERE = "#/components/schemas/";

    private final JsonNode all;

    /// @param all by name, as the document has them
    public ClosedSchemas(JsonNode all) {
        this.all = all.deepCopy();
        close(this.all);
    }

    /// What compiles such schemas: formats are held, too, and nothing is kept, since whoever asks
    /// does.
    public static SchemaRegistry registry(SpecificationVersion version) {
        return SchemaRegistry.withDefaultDialect(
                version,
                with ->
                        with.schemaCacheEnabled(false)
                                .schemaRegistryConfig(
                                        SchemaRegistryConfig.builder()
                                                .formatAssertionsEnabled(true)
                                                .build()));
    }

    /// The schema with all that it may refer to.
    public JsonNode closed(JsonNode schema) {
        if (!(schema instanceof ObjectNode)) {
            throw new IllegalArgumentException("no schema: " + schema);
        }
        ObjectNode whole = schema.deepCopy();
        close(whole);
        whole.set("$defs", all);
        return whole;
    }

    private static void close(JsonNode node) {
        node.forEach(ClosedSchemas::close);
        if (!(node instanceof ObjectNode object)) {
            return;
        }
        if (object.path(REF).asText().startsWith(THERE)) {
            object.put(REF, "#/$defs/" + object.path(REF).asText().substring(THERE.length()));
        }
        if (object.path("type").asText().equals("object")
                && object.path("properties").isObject()
                && !object.has(ADDITIONAL)) {
            object.put(ADDITIONAL, false);
        }
    }
}
