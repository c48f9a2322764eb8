package io.batchline.contract.topic;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/// A key as its text in UTF-8.
record TextCodec<T>(Function<T, String> write, Function<String, T> read) implements Codec<T> {
    @Override
    public byte[] encode(T value) {
        return write.apply(value).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public T decode(byte[] bytes) throws UnreadableRecordException {
        try {
            return read.apply(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException("unreadable key: " + e.getMessage(), e);
        }
    }
}
