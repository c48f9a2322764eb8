package io.batchline.ingest.http.tus;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What an upload is among others: the `Upload-Concat` of tus.
sealed interface UploadConcat {
    String PARTIAL = "partial";
    String FINAL = "final;";

    record Partial() implements UploadConcat {}

    /// @param asked as the client wrote it
    /// @param parts in their order
    record Final(String asked, List<UUID> parts) implements UploadConcat {
        public Final {
            parts = List.copyOf(parts);
        }
    }

    /// @param header `partial`, or `final;` and addresses of uploads with spaces between them:
    ///   whole ones or paths. By which name a proxy is known here is not known, so the host is not
    ///   looked at
    /// @param all the path of all uploads
    /// @throws IllegalArgumentException that says what is wrong with it
    static UploadConcat parse(String header, String all) {
        String value = header.strip();
        if (value.equals(PARTIAL)) {
            return new Partial();
        }
        if (!value.startsWith(FINAL)) {
            throw new IllegalArgumentException(
                    "is '%s': it takes 'partial', or 'final;' and the addresses of parts"
                            .formatted(value));
        }
        String addresses = value.substring(FINAL.length()).strip();
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("names no parts: at least one");
        }
        var parts = new ArrayList<UUID>();
        for (String address : addresses.split(" +", -1)) {
            parts.add(part(address, all));
        }
        return new Final(value, parts);
    }

    private static UUID part(String address, String all) {
        return path(address, all)
                .filter(path -> path.startsWith(all + "/"))
                .flatMap(path -> UploadId.parse(path.substring(all.length() + 1)))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "names '%s', which is not the address of an upload here: %s/…"
                                        .formatted(address, all)));
    }

    private static Optional<String> path(String address, String all) {
        try {
            URI uri = URI.create(address);
            boolean isPlain = uri.getRawQuery() == null && uri.getRawFragment() == null;
            return isPlain && !uri.isOpaque()
                    ? Optional.ofNullable(URI.create(all).resolve(uri).getRawPath())
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
