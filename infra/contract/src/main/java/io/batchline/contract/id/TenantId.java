package io.batchline.contract.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// A tenant's id: 1 to 64 lower-case letters, digits, `_` or `-`.
public record TenantId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9_-]{1,64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TenantId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a tenant id: it takes 1 to 64 lower-case letters, digits, _ or -"
                            .formatted(value));
        }
    }

    /// The tenant of an installation that has only one.
    public static final TenantId DEFAULT = new TenantId("default");

    @Override
    public String toString() {
        return value;
    }
}
