package io.batchline.contract.topic;

/// Bytes as they are.
record BytesCodec() implements Codec<byte[]> {
    @Override
    public byte[] encode(byte[] value) {
        return value;
    }

    @Override
    public byte[] decode(byte[] bytes) {
        return bytes;
    }
}
