package io.batchline.testkit.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
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
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What records look like, as JSON Schema made from the records that they are written from: the
/// wire's names, a field that may be null says so, and what is always there is required. By one
/// thread.
public final class RecordSchemas {
    private static final String COMPONENTS = "components/schemas";

    private final SchemaBuilder builder;

    private RecordSchemas(SchemaGeneratorConfigBuilder config) {
        this.builder = new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
    }

    /// For OpenAPI 3.1, whose schemas are JSON Schema 2020-12.
    public static RecordSchemas ofAnswers() {
        return new RecordSchemas(
                config(
                        SchemaVersion.DRAFT_2020_12,
                        new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE)));
    }

    /// For AsyncAPI 3.0, whose schemas are JSON Schema draft 7. What is one of several records says
    /// which by its `type`.
    public static RecordSchemas ofEvents() {
        SchemaGeneratorConfigBuilder config =
                config(
                        SchemaVersion.DRAFT_7,
                        new JacksonModule(
                                JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE,
                                JacksonOption.SKIP_SUBTYPE_LOOKUP,
                                JacksonOption.IGNORE_TYPE_INFO_TRANSFORM));
        config.forTypesInGeneral()
                .withDefinitionNamingStrategy(new NamesWithTheirPlace())
                .withCustomDefinitionProvider(new OneOfSeveral());
        return new RecordSchemas(config);
    }

    /// A reference to the type's schema, or the schema itself where that is short.
    public ObjectNode of(Class<?> type) {
        return builder.createSchemaReference(type);
    }

    /// Every schema that was referred to, by name.
    public ObjectNode definitions() {
        return builder.collectDefinitions(COMPONENTS);
    }

    private static SchemaGeneratorConfigBuilder config(SchemaVersion version, JacksonModule json) {
        var config =
                new SchemaGeneratorConfigBuilder(version, OptionPreset.PLAIN_JSON)
                        .with(json)
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
                .withNullableCheck(RecordSchemas::isWrittenAsNull)
                .withRequiredCheck(RecordSchemas::isAlwaysThere);
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(
                        (type, context) -> known(type.getErasedType(), context));
        return config;
    }

    private static boolean isWrittenAsNull(FieldScope field) {
        return isNullable(field) && isAlwaysWritten(field);
    }

    private static boolean isAlwaysThere(FieldScope field) {
        JsonInclude include = field.getAnnotationConsideringFieldAndGetter(JsonInclude.class);
        return (include == null || include.value() == JsonInclude.Include.ALWAYS)
                && (!isNullable(field) || isAlwaysWritten(field));
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
        if (type == Duration.class) {
            return inline(
                    config.createObjectNode()
                            .put("type", "string")
                            .put("pattern", "^-?PT")
                            .put("description", "ISO 8601, for example PT0.04S"));
        }
        if (type == OptionalInt.class) {
            ObjectNode either = config.createObjectNode();
            either.putArray("type").add("integer").add("null");
            return inline(either);
        }
        return type.isEnum() || type.isAnnotationPresent(JsonSubTypes.class)
                ? null
                : writtenAs(type)
                        .map(value ->
                                inline(
                                        context.createDefinition(
                                                context.getTypeContext().resolve(value))))
                        .orElse(null);
    }

    /// The type that an id and its like are written as.
    private static Optional<java.lang.reflect.Type> writtenAs(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(JsonValue.class))
                .map(Method::getGenericReturnType)
                .findFirst();
    }

    private static CustomDefinition inline(ObjectNode schema) {
        return new CustomDefinition(
                schema,
                CustomDefinition.DefinitionType.INLINE,
                CustomDefinition.AttributeInclusion.YES);
    }
}
