package io.batchline.contract.batch;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.Decisions;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What someone wants of a batch: the value of `batch-commands`. A repeated command changes
/// nothing.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BatchCommand.Create.class, name = "create"),
    @JsonSubTypes.Type(value = BatchCommand.Uploading.class, name = "uploading"),
    @JsonSubTypes.Type(value = BatchCommand.UploadAborted.class, name = "upload_aborted"),
    @JsonSubTypes.Type(value = BatchCommand.Uploaded.class, name = "uploaded"),
    @JsonSubTypes.Type(value = BatchCommand.Start.class, name = "start"),
    @JsonSubTypes.Type(value = BatchCommand.Cancel.class, name = "cancel"),
    @JsonSubTypes.Type(value = BatchCommand.Pause.class, name = "pause"),
    @JsonSubTypes.Type(value = BatchCommand.Resume.class, name = "resume"),
    @JsonSubTypes.Type(value = BatchCommand.Change.class, name = "change"),
    @JsonSubTypes.Type(value = BatchCommand.Retry.class, name = "retry"),
    @JsonSubTypes.Type(value = BatchCommand.Review.class, name = "review"),
    @JsonSubTypes.Type(value = BatchCommand.Delete.class, name = "delete")
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

    /// Nothing new of the batch starts; what runs may end.
    record Pause(BatchId batchId, String by, Instant at) implements BatchCommand {}

    record Resume(BatchId batchId, String by, Instant at) implements BatchCommand {}

    /// How a batch that has not ended uses the workers from now on.
    ///
    /// @param concurrency absent for as many as the workers allow
    record Change(
            BatchId batchId, Priority priority, OptionalInt concurrency, String by, Instant at)
            implements BatchCommand {}

    /// Failed and cancelled items of an ended batch are to be done again, in a new generation.
    ///
    /// @param generation the one that it opens: the command changes nothing unless that is the next
    /// @param items only these; empty for all
    /// @param cause only items that failed for this cause; null for any
    record Retry(
            BatchId batchId,
            int generation,
            List<JobId> items,
            @Nullable String cause,
            String by,
            Instant at)
            implements BatchCommand {
        public Retry {
            items = List.copyOf(items);
        }
    }

    /// A person has decided on doubtful items of a completed batch: they are read again with the
    /// decisions, in a new generation.
    ///
    /// @param generation the one that it opens: the command changes nothing unless that is the next
    /// @param items each with all that was ever decided of it; may be empty
    /// @param regenerate whether the stages after the items run again too; otherwise their outputs
    ///   stay as they are
    record Review(
            BatchId batchId,
            int generation,
            List<Decided> items,
            boolean regenerate,
            String by,
            Instant at)
            implements BatchCommand {
        public Review {
            items = List.copyOf(items);
        }
    }

    /// All that is kept of the batch is to go, for good. The last command of a batch: what comes
    /// after it changes nothing.
    ///
    /// @param by the user who asked for it
    record Delete(BatchId batchId, String by, Instant at) implements BatchCommand {}

    /// An item with what was decided of it.
    record Decided(JobId jobId, Decisions decisions) {}
}
