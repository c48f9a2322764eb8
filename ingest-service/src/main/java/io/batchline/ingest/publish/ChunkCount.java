package io.batchline.ingest.publish;

import java.util.List;
import java.util.OptionalLong;

/// Which chunk of how many ends at a place of an upload. Clients may cut chunks as they like: the
/// first one's size says what is meant to be a chunk.
///
/// @param chunk from 1
/// @param of never less than `chunk`; empty while nobody knows how long the upload is
public record ChunkCount(long chunk, OptionalLong of) {
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

    /// How many chunks of parts that come side by side are there: whole ones only.
    ///
    /// @param whole bytes of all parts, those included that have not begun; when it is known
    public static ChunkCount over(List<Part> parts, OptionalLong whole) {
        long usual = parts.stream().mapToLong(part -> part.chunkSize().orElse(0)).max().orElse(0);
        long chunk = Math.max(1, parts.stream().mapToLong(part -> part.done(usual)).sum());
        long begun = parts.stream().mapToLong(Part::length).sum();
        boolean isAll = whole.isPresent() && whole.getAsLong() == begun;
        return new ChunkCount(
                chunk,
                isAll
                        ? OptionalLong.of(
                                Math.max(
                                        chunk,
                                        parts.stream().mapToLong(part -> part.all(usual)).sum()))
                        : OptionalLong.empty());
    }

    @Override
    public String toString() {
        return of.isPresent() ? "%d/%d".formatted(chunk, of.getAsLong()) : Long.toString(chunk);
    }

    /// A part of several that come side by side.
    ///
    /// @param received bytes that are there
    /// @param length bytes that it will have
    /// @param chunkSize bytes of its first chunk, when there was one
    public record Part(long received, long length, OptionalLong chunkSize) {
        private long done(long usual) {
            return received == length ? all(usual) : received / Math.max(1, size(usual));
        }

        private long all(long usual) {
            return Math.ceilDiv(length, Math.max(1, size(usual)));
        }

        /// What has not begun will be cut as the others are.
        private long size(long usual) {
            return chunkSize.orElse(usual == 0 ? length : usual);
        }
    }
}
