package io.batchline.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An item's id (`job_id` in every answer, log line and row): 1 to 128 letters, digits, `_`, `.`,
/// `:` or `-`.
public record JobId(@JsonValue String value) {
    private static final Letters FORM = new Letters("_.:-", 128);
    private static final int DIGITS = 6;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JobId {
        if (!FORM.make(value)) {
            throw new IllegalArgumentException(
                    "'%s' is not a job id: it takes 1 to 128 letters, digits, _ . : or -"
                            .formatted(value));
        }
    }

    /// The id of the item at `index` (from 0) of a batch: the same however often extract runs.
    public static JobId of(BatchId batch, int index) {
        String digits = Integer.toString(index);
        String zeros = "0".repeat(Math.max(0, DIGITS - digits.length()));
        return new JobId(batch.value() + "." + zeros + digits);
    }

    @Override
    public String toString() {
        return value;
    }
}
