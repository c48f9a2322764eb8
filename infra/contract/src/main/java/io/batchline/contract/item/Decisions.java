package io.batchline.contract.item;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a person decided of an item, whatever its work finds.
///
/// @param values the newest decision on each field, by the field's name: what it reads as, `""` for
///   no mark
public record Decisions(@JsonValue Map<String, String> values) {
    public static final Decisions NONE = new Decisions(Map.of());

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Decisions {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
