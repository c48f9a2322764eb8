package io.batchline.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// An item's id (`job_id` in every answer, log line and row): 1 to 128 letters, digits, `_`, `.`,
/// `:` or `-`.
public record JobId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JobId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a job id: it takes 1 to 128 letters, digits, _ . : or -"
                            .formatted(value));
        }
    }

    /// The id of the item at `index` (from 0) of a batch: the same however often extract runs.
    public static JobId of(BatchId batch, int index) {
        return new JobId("%s.%06d".formatted(batch.value(), index));
    }

    @Override
    public String toString() {
        return value;
    }
}
