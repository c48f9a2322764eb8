package io.batchline.ingest.http.tus;

import io.batchline.ingest.upload.FileName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What a client says about its upload: the `Upload-Metadata` of tus.
///
/// @param values by key, decoded as UTF-8
record UploadMetadata(Map<String, String> values) {
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x2b\\x2d-\\x7e]+");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    UploadMetadata {
        values = Map.copyOf(values);
    }

    /// @param header keys and values in Base64, separated by a space; pairs separated by commas
    /// @throws IllegalArgumentException that says what is wrong with it
    static UploadMetadata parse(String header) {
        var values = new HashMap<String, String>();
        if (header.isBlank()) {
            return new UploadMetadata(values);
        }
        for (String pair : header.split(",", -1)) {
            String[] parts = pair.strip().split(" +", -1);
            if (parts.length > 2 || !KEY.matcher(parts[0]).matches()) {
                throw new IllegalArgumentException(
                        "'%s' is not a key, a space and a value in Base64".formatted(pair.strip()));
            }
            String value = parts.length == 2 ? decoded(parts[0], parts[1]) : "";
            if (values.put(parts[0], value) != null) {
                throw new IllegalArgumentException(
                        "the key '%s' is there twice".formatted(parts[0]));
            }
        }
        return new UploadMetadata(values);
    }

    Optional<String> batchId() {
        return Optional.ofNullable(values.get("batch_id"));
    }

    /// Bytes of the source that this is a part of.
    ///
    /// @throws IllegalArgumentException when it is not a number
    OptionalLong sourceLength() {
        String said = values.get("source_length");
        if (said == null) {
            return OptionalLong.empty();
        }
        if (!NUMBER.matcher(said).matches()) {
            throw new IllegalArgumentException(
                    "source_length is '%s': it takes a whole number of bytes".formatted(said));
        }
        return OptionalLong.of(Long.parseLong(said));
    }

    /// Fit to be shown. Some clients call it `name`.
    String fileName() {
        return FileName.shown(values.getOrDefault("filename", values.getOrDefault("name", "")));
    }

    private static String decoded(String key, String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the value of '%s' is not Base64".formatted(key), e);
        }
    }
}
