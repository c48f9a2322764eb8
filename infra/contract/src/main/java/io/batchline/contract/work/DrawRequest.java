package io.batchline.contract.work;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;

/// "Draw what was read of this item", said to all workers at once through the database; one of them
/// does it and keeps what came of it as a blob.
///
/// @param generation and `run` those of the row that counts
public record DrawRequest(BatchId batchId, int index, int generation, int run) {
    /// The database's channel on which it is said.
    public static final String CHANNEL = "batchline_draw";

    private static final String OVERLAY = "overlay.png";
    private static final String FAILURE = "overlay.json";

    /// Where the picture is when it is drawn, whether on request or when the item was worked on.
    public BlobKey overlay() {
        return attachment(OVERLAY);
    }

    /// Where it is said ([NotDrawn]) why there can be no picture.
    public BlobKey failure() {
        return attachment(FAILURE);
    }

    private BlobKey attachment(String name) {
        return BlobKey.attachment(batchId, index, generation, run, name);
    }

    /// Why an item can't be drawn, however often it is tried.
    ///
    /// @param cause a stable id
    /// @param message a sentence for people
    public record NotDrawn(String cause, String message) {}
}
