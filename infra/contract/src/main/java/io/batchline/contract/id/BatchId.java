package io.batchline.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// A batch's id: 1 to 64 letters, digits, `_` or `-`.
public record BatchId(@JsonValue String value) {
    private static final Letters FORM = new Letters("_-", 64);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BatchId {
        if (!FORM.make(value)) {
            throw new IllegalArgumentException(
                    "'%s' is not a batch id: it takes 1 to 64 letters, digits, _ or -"
                            .formatted(value));
        }
    }

    /// A new id that no other batch has.
    public static BatchId random() {
        return new BatchId(UUID.randomUUID().toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
