package io.batchline.workers.stage;

import io.batchline.blob.BlobStore;
import io.batchline.contract.batch.BatchSource;
import io.batchline.workload.Source;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/// A batch's source where it was uploaded to.
public record BlobSource(BlobStore blobs, BatchSource source) implements Source {
    @Override
    public String id() {
        return source.blob().value() + "#" + source.size();
    }

    @Override
    public String fileName() {
        return source.fileName();
    }

    @Override
    public long size() {
        return source.size();
    }

    /// By its place, which no upload can choose.
    @Override
    public boolean listsItems() {
        return source.blob().value().endsWith("/items.jsonl");
    }

    @Override
    public SeekableByteChannel open() throws IOException {
        return blobs.open(source.blob());
    }
}
