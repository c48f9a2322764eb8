package io.batchline.ingest.upload;

import io.batchline.ingest.batch.Upload;
import java.util.OptionalLong;

/// Whether an upload takes a chunk, before a byte of it is read. A pure function.
final class ChunkRules {
    private ChunkRules() {}

    /// @param largest bytes that an upload may have
    static ChunkDecision decide(Upload upload, Chunk chunk, long largest) {
        return switch (upload.state()) {
            case EXPIRED, ENDED -> new ChunkDecision.Refuse(new ChunkOutcome.Gone());
            case JOINED, COMPLETE -> afterTheEnd(upload, chunk);
            case OPEN -> open(upload, chunk, largest);
        };
    }

    private static ChunkDecision open(Upload upload, Chunk chunk, long largest) {
        if (chunk.offset() != upload.received()) {
            return new ChunkDecision.Refuse(new ChunkOutcome.WrongOffset(upload.received()));
        }
        OptionalLong length = upload.length().isPresent() ? upload.length() : chunk.length();
        if (chunk.length().isPresent() && !chunk.length().equals(length)) {
            return new ChunkDecision.Refuse(new ChunkOutcome.OtherLength(length.getAsLong()));
        }
        long end = length.orElse(largest);
        if (end > largest) {
            return new ChunkDecision.Refuse(new ChunkOutcome.TooLarge(largest));
        }
        if (end < upload.received()) {
            return new ChunkDecision.Refuse(new ChunkOutcome.OtherLength(upload.received()));
        }
        long most = end - upload.received();
        if (chunk.size().orElse(0) > most) {
            return new ChunkDecision.Refuse(new ChunkOutcome.TooLarge(end));
        }
        // What can only be judged when all of it is there is kept whole or not at all.
        boolean keepsPart = chunk.checksum() == null && chunk.size().isPresent();
        return new ChunkDecision.Take(end, length, keepsPart);
    }

    /// A client that did not hear that its last chunk had come may ask with an empty one.
    private static ChunkDecision afterTheEnd(Upload upload, Chunk chunk) {
        if (chunk.offset() != upload.received()) {
            return new ChunkDecision.Refuse(new ChunkOutcome.WrongOffset(upload.received()));
        }
        return new ChunkDecision.Refuse(
                chunk.size().orElse(1) == 0
                        ? new ChunkOutcome.Complete(upload.received())
                        : new ChunkOutcome.TooLarge(upload.received()));
    }
}
