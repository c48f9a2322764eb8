package io.batchline.contract.topic;

/// Bytes of a key or value and back.
public interface Codec<T> {
    byte[] encode(T value);

    /// @throws UnreadableRecordException when the bytes are not such a value
    T decode(byte[] bytes) throws UnreadableRecordException;
}
