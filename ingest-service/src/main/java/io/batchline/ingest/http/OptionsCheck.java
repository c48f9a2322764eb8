package io.batchline.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import io.batchline.http.Fields;
import io.batchline.ingest.batch.KnownWorkload;

/// Checks a batch's options by the workload's own schema.
final class OptionsCheck {
    private static final String FIELD = "options";

    private final SchemaRegistry schemas =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    registry -> registry.schemaCacheEnabled(false));

    void check(KnownWorkload workload, ObjectNode options, Fields fields) {
        for (Error error : schemas.getSchema(workload.optionsSchema()).validate(options)) {
            fields.refuse(name(error), error.getMessage());
        }
    }

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
