package io.batchline.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A worker process's id, new at each start: 1 to 128 letters, digits, `_`, `.` or `-`.
public record WorkerId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WorkerId {
        if (!FORM.matcher(value).matches()) {
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
