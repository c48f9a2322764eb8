package io.batchline.workers.stage;

import io.batchline.blob.BlobStore;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.item.ItemRun;
import io.batchline.stage.ItemPorts.AttachmentStore;
import io.batchline.stage.ItemPorts.RowStore;
import java.io.IOException;

/// What runs of items leave: result rows too large for a record, and attachments; one blob each,
/// named by the run that gave it.
public record ItemBlobs(BlobStore blobs) implements RowStore, AttachmentStore {
    @Override
    public BlobKey keep(ItemRun run, byte[] json) throws IOException {
        BlobKey key = key(run.batchId(), run.key().generation(), run.run(), run.index());
        blobs.put(key, out -> out.write(json));
        return key;
    }

    @Override
    public void keep(ItemRun run, String name, byte[] bytes) throws IOException {
        BlobKey key =
                BlobKey.attachment(
                        run.batchId(), run.index(), run.key().generation(), run.run(), name);
        blobs.put(key, out -> out.write(bytes));
    }

    static BlobKey key(BatchId batch, int generation, int run, int index) {
        return BlobKey.output(batch, generation, run, "item-%06d.json".formatted(index));
    }
}
