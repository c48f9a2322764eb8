package io.batchline.contract.batch;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.batchline.contract.id.BatchId;
import java.time.Instant;

/// What someone wants of a batch: the value of `batch-commands`. A repeated command changes
/// nothing.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BatchCommand.Create.class, name = "create"),
    @JsonSubTypes.Type(value = BatchCommand.Uploading.class, name = "uploading"),
    @JsonSubTypes.Type(value = BatchCommand.UploadAborted.class, name = "upload_aborted"),
    @JsonSubTypes.Type(value = BatchCommand.Uploaded.class, name = "uploaded"),
    @JsonSubTypes.Type(value = BatchCommand.Start.class, name = "start"),
    @JsonSubTypes.Type(value = BatchCommand.Cancel.class, name = "cancel")
})
public sealed interface BatchCommand {
    BatchId batchId();

    /// When the command was given.
    Instant at();

    record Create(BatchDefinition definition, Instant at) implements BatchCommand {
        @Override
        public BatchId batchId() {
            return definition.batchId();
        }
    }

    /// The upload of the source has begun.
    record Uploading(BatchId batchId, Instant at) implements BatchCommand {}

    /// The upload broke off and nothing of it is kept: the batch waits for another.
    record UploadAborted(BatchId batchId, Instant at) implements BatchCommand {}

    /// The source is complete. A batch that starts by itself starts now.
    record Uploaded(BatchId batchId, BatchSource source, Instant at) implements BatchCommand {}

    record Start(BatchId batchId, Instant at) implements BatchCommand {}

    /// @param by the user who asked for it
    record Cancel(BatchId batchId, String by, Instant at) implements BatchCommand {}
}
