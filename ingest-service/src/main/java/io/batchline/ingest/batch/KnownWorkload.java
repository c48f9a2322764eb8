package io.batchline.ingest.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.Labels;
import java.time.Duration;

/// What ingest needs to know of a workload: the part of what the workers announced that a new batch
/// is checked by and takes over.
///
/// @param optionsSchema a JSON Schema (2020-12) object
public record KnownWorkload(
        String name, Labels labels, ObjectNode optionsSchema, Duration defaultItemTimeout) {}
