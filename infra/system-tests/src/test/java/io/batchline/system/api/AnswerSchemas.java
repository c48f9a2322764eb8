package io.batchline.system.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfig;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What answers look like, as JSON Schema made from the records that they are written from: the
/// wire's names, a field that may be null says so, and what is always there is required.
final class AnswerSchemas {
    private static final String COMPONENTS = "components/schemas";

    private final SchemaBuilder builder =
            new SchemaGenerator(config()).buildMultipleSchemaDefinitions();

    /// A reference to the type's schema, or the schema itself where that is short.
    ObjectNode of(Class<?> type) {
        return builder.createSchemaReference(type);
    }

    /// Every schema that was referred to, by name.
    ObjectNode definitions() {
        return builder.collectDefinitions(COMPONENTS);
    }

    private static SchemaGeneratorConfig config() {
        var config =
                new SchemaGeneratorConfigBuilder(
                                SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                        .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE))
                        .with(
                                Option.DEFINITIONS_FOR_ALL_OBJECTS,
                                Option.DEFINITIONS_FOR_MEMBER_SUPERTYPES,
                                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                                Option.PLAIN_DEFINITION_KEYS)
                        .without(Option.SCHEMA_VERSION_INDICATOR);
        config.forFields()
                .withPropertyNameOverrideResolver(field ->
                        PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(
                                field.getDeclaredName()))
                .withNullableCheck(AnswerSchemas::isWrittenAsNull)
                .withRequiredCheck(field -> !isNullable(field) || isAlwaysWritten(field));
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(
                        (type, context) -> known(type.getErasedType(), context));
        return config.build();
    }

    private static boolean isWrittenAsNull(FieldScope field) {
        return isNullable(field) && isAlwaysWritten(field);
    }

    private static boolean isNullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean isAlwaysWritten(FieldScope field) {
        JsonInclude include =
                field.getDeclaringType().getErasedType().getAnnotation(JsonInclude.class);
        return include != null && include.value() == JsonInclude.Include.ALWAYS;
    }

    private static @Nullable CustomDefinition known(
            Class<?> type, SchemaGenerationContext context) {
        var config = context.getGeneratorConfig();
        if (ObjectNode.class.isAssignableFrom(type)) {
            return inline(config.createObjectNode().put("type", "object"));
        }
        if (JsonNode.class.isAssignableFrom(type)) {
            return inline(config.createObjectNode());
        }
        if (type == Instant.class) {
            return inline(
                    config.createObjectNode().put("type", "string").put("format", "date-time"));
        }
        return type.isEnum()
                ? null
                : writtenAs(type)
                        .map(value ->
                                inline(
                                        context.createDefinition(
                                                context.getTypeContext().resolve(value))))
                        .orElse(null);
    }

    /// The type that an id and its like are written as.
    private static Optional<Class<?>> writtenAs(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .<Class<?>>map(Method::getReturnType)
                .findFirst();
    }

    private static CustomDefinition inline(ObjectNode schema) {
        return new CustomDefinition(
                schema,
                CustomDefinition.DefinitionType.INLINE,
                CustomDefinition.AttributeInclusion.YES);
    }
}
