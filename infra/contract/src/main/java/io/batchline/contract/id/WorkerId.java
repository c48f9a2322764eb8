package io.batchline.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// A worker process's id, new at each start: 1 to 128 letters, digits, `_`, `.` or `-`.
public record WorkerId(@JsonValue String value) {
    private static final Letters FORM = new Letters("_.-", 128);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WorkerId {
        if (!FORM.make(value)) {
            throw new IllegalArgumentException(
                    "'%s' is not a worker id: it takes 1 to 128 letters, digits, _ . or -"
                            .formatted(value));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
