package io.batchline.contract.topic;

/// Bytes of a key or value and back.
public interface Codec<T> {
    byte[] encode(T value);

    /// What records of it are named after where none of their values says it: a record that deletes
    /// a key.
    default String name() {
        return "record";
    }

    /// @throws UnreadableRecordException when the bytes are not such a value
    T decode(byte[] bytes) throws UnreadableRecordException;
}
