package io.batchline.testkit.schema;

import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.DefaultSchemaDefinitionNamingStrategy;

/// A schema is named after its record, and a record within another type after both: several events
/// have a record `Started`.
final class NamesWithTheirPlace extends DefaultSchemaDefinitionNamingStrategy {
    @Override
    public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
        Class<?> type = key.getType().getErasedType();
        Class<?> enclosing = type.getEnclosingClass();
        return enclosing == null
                ? super.getDefinitionNameForKey(key, context)
                : enclosing.getSimpleName() + type.getSimpleName();
    }
}
