package io.batchline.testkit.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A sealed interface is one of its records, and each of those says in `type` which it is.
final class OneOfSeveral implements CustomDefinitionProviderV2 {
    private static final String TYPE = "type";

    @Override
    public @Nullable CustomDefinition provideCustomSchemaDefinition(
            ResolvedType resolved, SchemaGenerationContext context) {
        Class<?> type = resolved.getErasedType();
        JsonSubTypes several = type.getAnnotation(JsonSubTypes.class);
        if (type.isInterface() && several != null) {
            return oneOf(several, context);
        }
        return nameOf(type)
                .map(name -> named(name, context.createStandardDefinition(resolved, this), context))
                .orElse(null);
    }

    private static CustomDefinition oneOf(JsonSubTypes several, SchemaGenerationContext context) {
        ObjectNode schema = context.getGeneratorConfig().createObjectNode();
        ArrayNode records = schema.putArray("oneOf");
        for (JsonSubTypes.Type each : several.value()) {
            records.add(
                    context.createDefinitionReference(
                            context.getTypeContext().resolve(each.value())));
        }
        return new CustomDefinition(schema);
    }

    private static CustomDefinition named(
            String name, ObjectNode schema, SchemaGenerationContext context) {
        ObjectNode properties = context.getGeneratorConfig().createObjectNode();
        properties.putObject(TYPE).put("const", name);
        if (schema.path("properties") instanceof ObjectNode fields) {
            properties.setAll(fields);
        }
        ArrayNode required = context.getGeneratorConfig().createArrayNode().add(TYPE);
        schema.path("required").forEach(required::add);
        schema.set("properties", properties);
        schema.set("required", required);
        return new CustomDefinition(schema);
    }

    /// What a record is called among those of its interface; empty for a type that has none.
    private static Optional<String> nameOf(Class<?> type) {
        Deque<Class<?>> above = new ArrayDeque<>(Arrays.asList(type.getInterfaces()));
        while (!above.isEmpty()) {
            Class<?> each = above.pop();
            JsonSubTypes several = each.getAnnotation(JsonSubTypes.class);
            if (several != null) {
                return Arrays.stream(several.value())
                        .filter(one -> one.value() == type)
                        .map(JsonSubTypes.Type::name)
                        .findFirst();
            }
            above.addAll(Arrays.asList(each.getInterfaces()));
        }
        return Optional.empty();
    }
}
