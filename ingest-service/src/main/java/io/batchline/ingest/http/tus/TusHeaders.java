package io.batchline.ingest.http.tus;

import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.ingest.upload.Checksum;
import io.batchline.ingest.upload.Chunk;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The headers of tus, by name and form.
final class TusHeaders {
    static final String VERSION = "1.0.0";
    static final String RESUMABLE = "Tus-Resumable";
    static final String OFFSET = "Upload-Offset";
    static final String LENGTH = "Upload-Length";
    static final String DEFER_LENGTH = "Upload-Defer-Length";
    static final String METADATA = "Upload-Metadata";
    static final String CHECKSUM = "Upload-Checksum";
    static final String EXPIRES = "Upload-Expires";
    static final String CONCAT = "Upload-Concat";
    static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";
    static final String CHUNK_TYPE = "application/offset+octet-stream";

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final DateTimeFormatter HTTP_TIME =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private TusHeaders() {}

    /// @throws Problem 412 unless the client speaks our version
    static void requireVersion(Context ctx) {
        String version = ctx.header(RESUMABLE);
        if (!VERSION.equals(version)) {
            throw Problem.of(
                            TusProblems.VERSION,
                            "%s is %s: this server speaks %s"
                                    .formatted(
                                            RESUMABLE,
                                            version == null ? "missing" : version,
                                            VERSION))
                    .withHeader("Tus-Version", VERSION);
        }
    }

    /// @throws Problem 415 unless the body is said to be a chunk
    static void requireChunkType(Context ctx) {
        String type = ctx.contentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(CHUNK_TYPE)) {
            throw Problem.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "%s: a chunk is sent as %s"
                            .formatted(
                                    type == null
                                            ? "no Content-Type was sent"
                                            : "Content-Type " + type,
                                    CHUNK_TYPE));
        }
    }

    /// The chunk that the request announces.
    ///
    /// @throws Problem 400 for a header that is missing or bad
    static Chunk chunk(Context ctx) {
        OptionalLong offset = number(ctx, OFFSET);
        if (offset.isEmpty()) {
            throw bad(OFFSET, "is missing");
        }
        return new Chunk(offset.getAsLong(), size(ctx), number(ctx, LENGTH), checksum(ctx));
    }

    /// The chunk that comes with a creation.
    static Chunk firstChunk(Context ctx) {
        return new Chunk(0, size(ctx), OptionalLong.empty(), checksum(ctx));
    }

    /// The length of the whole; empty when it is deferred.
    ///
    /// @throws Problem 400 unless exactly one of the two is said
    static OptionalLong lengthOrDeferred(Context ctx) {
        OptionalLong length = number(ctx, LENGTH);
        String deferred = ctx.header(DEFER_LENGTH);
        if (deferred != null && !deferred.equals("1")) {
            throw bad(DEFER_LENGTH, "is '%s': it takes 1".formatted(deferred));
        }
        if (length.isPresent() == (deferred != null)) {
            throw bad(LENGTH, "or %s: 1 must be there, one of them".formatted(DEFER_LENGTH));
        }
        return length;
    }

    /// The length of a part.
    ///
    /// @throws Problem 400 unless it is said
    static OptionalLong lengthOfPart(Context ctx) {
        OptionalLong length = number(ctx, LENGTH);
        if (length.isEmpty() || ctx.header(DEFER_LENGTH) != null) {
            throw bad(LENGTH, "must be there: the length of a part can't follow later");
        }
        return length;
    }

    /// @throws Problem 400 when what is made of parts is said to have a length, or comes with bytes
    static void requireNoBytesOfItsOwn(Context ctx) {
        if (ctx.header(LENGTH) != null || ctx.header(DEFER_LENGTH) != null) {
            throw bad(LENGTH, "can't be there: what is made of parts is as long as they are");
        }
        if (size(ctx).orElse(1) > 0) {
            throw bad(CONCAT, "names parts: no bytes can come with it");
        }
    }

    /// What the upload is among others; empty when it is by itself.
    ///
    /// @throws Problem 400 when it can't be read
    static Optional<UploadConcat> concat(Context ctx) {
        String header = ctx.header(CONCAT);
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(UploadConcat.parse(header, TusRoutes.ALL));
        } catch (IllegalArgumentException e) {
            throw bad(CONCAT, String.valueOf(e.getMessage()));
        }
    }

    /// Bytes of the body; empty when the client does not say it.
    static OptionalLong size(Context ctx) {
        long said = ctx.req().getContentLengthLong();
        if (said >= 0) {
            return OptionalLong.of(said);
        }
        return ctx.header("Transfer-Encoding") == null ? OptionalLong.of(0) : OptionalLong.empty();
    }

    /// As HTTP writes times.
    static String time(Instant time) {
        return HTTP_TIME.format(time);
    }

    static Problem bad(String header, String what) {
        return Problem.of(ProblemType.BAD_REQUEST, header + " " + what);
    }

    private static OptionalLong number(Context ctx, String header) {
        String value = ctx.header(header);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!NUMBER.matcher(value).matches()) {
            throw bad(header, "is '%s': it takes a whole number of bytes".formatted(value));
        }
        return OptionalLong.of(Long.parseLong(value));
    }

    private static @Nullable Checksum checksum(Context ctx) {
        String header = ctx.header(CHECKSUM);
        if (header == null) {
            return null;
        }
        try {
            return Checksum.parse(header);
        } catch (IllegalArgumentException e) {
            throw bad(CHECKSUM, "can't be used: " + e.getMessage());
        }
    }
}
