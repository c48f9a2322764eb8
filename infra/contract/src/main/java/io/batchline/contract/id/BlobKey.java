package io.batchline.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Where a blob lies in the blob store: segments of letters, digits, `_`, `.` and `-` divided by
/// `/`, none of them starting with a dot, at most 512 characters. Never a path of a machine.
public record BlobKey(@JsonValue String value) {
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");
    private static final int LONGEST = 512;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BlobKey {
        if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a blob key: it takes segments of letters, digits, _ . or -, divided by /, at most %d characters"
                            .formatted(value, LONGEST));
        }
    }

    /// The source that was uploaded for a batch.
    public static BlobKey source(BatchId batch) {
        return new BlobKey("batches/%s/source".formatted(batch.value()));
    }

    /// The items that a request brought for a batch, a JSON object in each line: its source where
    /// nothing was uploaded.
    public static BlobKey givenItems(BatchId batch) {
        return new BlobKey("batches/%s/items.jsonl".formatted(batch.value()));
    }

    /// Where everything that is kept of a batch lies.
    public static BlobKey all(BatchId batch) {
        return new BlobKey("batches/" + batch.value());
    }

    /// An output of a stage's run. Every run writes its own, so a late one can't spoil the first.
    public static BlobKey output(BatchId batch, int generation, int run, String name) {
        return new BlobKey("batches/%s/g%d/r%d/%s".formatted(batch.value(), generation, run, name));
    }

    /// Where all outputs of a generation lie.
    public static BlobKey outputs(BatchId batch, int generation) {
        return new BlobKey("batches/%s/g%d".formatted(batch.value(), generation));
    }

    /// Where all attachments of all items lie.
    public static BlobKey attachments(BatchId batch) {
        return new BlobKey("batches/%s/items".formatted(batch.value()));
    }

    /// A file that a run of an item's work left beside its row. As with outputs every run writes
    /// its own, so that one that was lost can't replace what belongs to the row.
    ///
    /// @param index the item's place in the batch
    public static BlobKey attachment(
            BatchId batch, int index, int generation, int run, String name) {
        return new BlobKey("%s/%s".formatted(attachments(batch, index, generation, run), name));
    }

    /// Where all attachments of one run lie.
    public static BlobKey attachments(BatchId batch, int index, int generation, int run) {
        return new BlobKey("%s/r%d".formatted(attachments(batch, index, generation), run));
    }

    /// Where all attachments of an item lie that a generation's runs left.
    public static BlobKey attachments(BatchId batch, int index, int generation) {
        return new BlobKey("batches/%s/items/%d/g%d".formatted(batch.value(), index, generation));
    }

    @Override
    public String toString() {
        return value;
    }
}
