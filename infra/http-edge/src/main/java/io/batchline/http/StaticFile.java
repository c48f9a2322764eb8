package io.batchline.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A file that everybody may have, as it is and compressed. Its tag is made of its content: jars
/// that are built reproducibly give every file of every version the same time.
///
/// @param tag without its quotes
/// @param headers of its answers, in place of those that every answer has
@SuppressWarnings("ArrayRecordComponent") // sent, never compared
record StaticFile(
        String type, byte[] plain, byte[] compressed, String tag, Map<String, String> headers) {
    private static final int TAG_BYTES = 16;
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html;charset=utf-8",
                    "js", "text/javascript;charset=utf-8",
                    "css", "text/css;charset=utf-8",
                    "ts", "text/plain;charset=utf-8",
                    "md", "text/plain;charset=utf-8",
                    "json", "application/json",
                    "svg", "image/svg+xml");

    static StaticFile of(String name, byte[] content, Map<String, String> headers) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return new StaticFile(
                TYPES.getOrDefault(ending, "application/octet-stream"),
                content,
                gzip(content),
                hash(content),
                Map.copyOf(headers));
    }

    /// What is sent: the smaller form where the client takes it. Each form has its own tag (RFC
    /// 9110, 8.8.3.3).
    ///
    /// @param encoding null for the file as it is
    @SuppressWarnings("ArrayRecordComponent") // sent, never compared
    record Form(byte[] bytes, String tag, @Nullable String encoding) {}

    Form form(@Nullable String acceptEncoding) {
        return compressed.length < plain.length && takesGzip(acceptEncoding)
                ? new Form(compressed, "\"%s-gzip\"".formatted(tag), "gzip")
                : new Form(plain, "\"%s\"".formatted(tag), null);
    }

    /// RFC 9110, 12.5.3, for the one encoding that there is.
    static boolean takesGzip(@Nullable String acceptEncoding) {
        return acceptEncoding != null
                && Arrays.stream(acceptEncoding.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(each -> each.replace(" ", "").split(";", -1))
                        .anyMatch(each ->
                                each[0].equals("gzip")
                                        && Arrays.stream(each).noneMatch(StaticFile::isZero));
    }

    private static boolean isZero(String quality) {
        return quality.matches("q=0(\\.0*)?");
    }

    /// Whether a client has the newest already (RFC 9110, 13.1.2).
    static boolean isKnown(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .map(each -> each.startsWith("W/") ? each.substring(2) : each)
                        .anyMatch(each -> each.equals("*") || each.equals(tag));
    }

    private static byte[] gzip(byte[] content) {
        var bytes = new ByteArrayOutputStream(content.length);
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't be written to", e);
        }
        return bytes.toByteArray();
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
