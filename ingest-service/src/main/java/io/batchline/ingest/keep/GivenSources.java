package io.batchline.ingest.keep;

import io.batchline.blob.BlobStore;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.source.GivenItem;
import java.io.IOException;
import java.util.List;

/// Items of requests as sources of their batches. Safe for any thread.
public final class GivenSources {
    /// As progress and status name the source: "Extracted 3 urls from request".
    private static final String NAME = "request";

    private final BlobStore blobs;

    public GivenSources(BlobStore blobs) {
        this.blobs = blobs;
    }

    public BatchSource store(BatchId batch, List<GivenItem> items) throws IOException {
        BlobKey key = BlobKey.givenItems(batch);
        long size =
                blobs.put(
                        key,
                        out -> {
                            for (GivenItem item : items) {
                                out.write(item.line());
                            }
                        });
        return new BatchSource(key, NAME, size);
    }

    /// The batch was not created after all.
    public void drop(BatchId batch) throws IOException {
        blobs.delete(BlobKey.givenItems(batch));
    }
}
