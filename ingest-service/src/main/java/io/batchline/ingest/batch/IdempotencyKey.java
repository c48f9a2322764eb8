package io.batchline.ingest.batch;

import java.util.regex.Pattern;

/// A caller's own key of a request, and what the request said.
///
/// @param key 1 to 255 visible ASCII characters
/// @param bodyHash SHA-256 of the body in lower-case hexadecimal
public record IdempotencyKey(String key, String bodyHash) {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    public IdempotencyKey {
        if (!FORM.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "has %d characters: it takes 1 to 255 visible ASCII characters"
                            .formatted(key.length()));
        }
    }
}
