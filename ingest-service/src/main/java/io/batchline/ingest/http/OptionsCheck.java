package io.batchline.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import io.batchline.http.Fields;
import io.batchline.ingest.batch.KnownWorkload;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Checks a batch's options by the workload's own schema.
final class OptionsCheck {
    private static final String FIELD = "options";

    private final SchemaRegistry schemas =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    registry -> registry.schemaCacheEnabled(false));

    private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

    void check(KnownWorkload workload, ObjectNode options, Fields fields) {
        for (Error error : schema(workload).validate(options)) {
            fields.refuse(name(error), error.getMessage());
        }
    }

    private Schema schema(KnownWorkload workload) {
        ObjectNode asAnnounced = workload.optionsSchema();
        Compiled known = compiled.get(workload.name());
        if (known == null || !known.from().equals(asAnnounced)) {
            known = new Compiled(asAnnounced, schemas.getSchema(asAnnounced));
            compiled.put(workload.name(), known);
        }
        return known.schema();
    }

    /// @param from what it was made of
    private record Compiled(ObjectNode from, Schema schema) {}

    /// `options.page.dpi`, and for a name that is missing or not known that name.
    private static String name(Error error) {
        var name = new StringBuilder(FIELD);
        NodePath path = error.getInstanceLocation();
        for (int i = 0; i < path.getNameCount(); i++) {
            name.append('.').append(path.getElement(i));
        }
        if (error.getProperty() != null) {
            name.append('.').append(error.getProperty());
        }
        return name.toString();
    }
}
