package io.batchline.ingest.upload;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A piece of a resumable upload, as its request announces it.
///
/// @param offset where it goes on
/// @param size bytes, when the client said it
/// @param length bytes of the whole upload, when it is said with this chunk
/// @param checksum what it must come to; null for whatever comes
public record Chunk(
        long offset, OptionalLong size, OptionalLong length, @Nullable Checksum checksum) {}
