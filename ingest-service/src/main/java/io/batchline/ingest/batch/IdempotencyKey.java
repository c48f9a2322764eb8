package io.batchline.ingest.batch;

import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A caller's own key of a request, and what the request said.
///
/// @param key 1 to 255 visible ASCII characters
/// @param bodyHash SHA-256 of the body
public record IdempotencyKey(String key, byte[] bodyHash) {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    public IdempotencyKey {
        if (!FORM.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "Idempotency-Key of %d characters: it takes 1 to 255 visible ASCII characters"
                            .formatted(key.length()));
        }
        bodyHash = bodyHash.clone();
    }

    @Override
    public byte[] bodyHash() {
        return bodyHash.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdempotencyKey(String itsKey, byte[] itsHash)
                && key.equals(itsKey)
                && Arrays.equals(bodyHash, itsHash);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, Arrays.hashCode(bodyHash));
    }
}
