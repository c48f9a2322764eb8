package io.batchline.ingest.publish;

import java.util.OptionalLong;

/// Which chunk of how many ends at a place of an upload. Clients may cut chunks as they like: the
/// first one's size says what is meant to be a chunk.
///
/// @param chunk from 1
/// @param of never less than `chunk`; empty while nobody knows how long the upload is
record ChunkCount(long chunk, OptionalLong of) {
    /// @param received bytes up to the place
    /// @param chunkSize bytes; at least 1 when it is there
    static ChunkCount at(long received, OptionalLong length, OptionalLong chunkSize) {
        if (chunkSize.isEmpty()) {
            return new ChunkCount(1, length.isPresent() ? OptionalLong.of(1) : length);
        }
        long size = chunkSize.getAsLong();
        long chunk = Math.max(1, Math.ceilDiv(received, size));
        return new ChunkCount(
                chunk,
                length.isPresent()
                        ? OptionalLong.of(Math.max(chunk, Math.ceilDiv(length.getAsLong(), size)))
                        : length);
    }

    @Override
    public String toString() {
        return of.isPresent() ? "%d/%d".formatted(chunk, of.getAsLong()) : Long.toString(chunk);
    }
}
