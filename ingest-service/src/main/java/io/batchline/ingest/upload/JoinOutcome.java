package io.batchline.ingest.upload;

import io.batchline.ingest.batch.JoinDecision;
import io.batchline.ingest.batch.Upload;

/// What came of the wish to make one source of parts.
public sealed interface JoinOutcome {
    /// They are one upload: the batch's source, or, while another request still joins their bytes,
    /// on the way to be it.
    record Made(Upload upload) implements JoinOutcome {}

    record Refused(JoinDecision.Refused why) implements JoinOutcome {}

    /// They are one upload, and their bytes are joined as soon as there is room.
    ///
    /// @param left bytes
    record NoRoom(long left) implements JoinOutcome {}

    /// The batch was cancelled, or got another source, while they were joined.
    record Gone() implements JoinOutcome {}
}
