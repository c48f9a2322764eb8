package io.batchline.cli.upload;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/// Bytes for one request.
///
/// @param onSent told of bytes that have left, while they do
@SuppressWarnings("ArrayRecordComponent")
record Chunk(byte[] bytes, LongConsumer onSent) {
    private static final int SLICE = 64 << 10;

    String sha256() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    BodyPublisher body() {
        if (bytes.length == 0) {
            return BodyPublishers.noBody();
        }
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofByteArrays(this::slices), bytes.length);
    }

    private Iterator<byte[]> slices() {
        return IntStream.iterate(0, at -> at < bytes.length, at -> at + SLICE)
                .mapToObj(this::slice)
                .iterator();
    }

    private byte[] slice(int from) {
        int to = Math.min(bytes.length, from + SLICE);
        onSent.accept(to - from);
        return Arrays.copyOfRange(bytes, from, to);
    }
}
