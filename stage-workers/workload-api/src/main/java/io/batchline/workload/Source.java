package io.batchline.workload;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/// The uploaded source of a batch.
public interface Source {
    /// The same for the same bytes: a key for what a workload keeps of a source between items.
    String id();

    /// As the client named it.
    String fileName();

    /// Bytes.
    long size();

    /// Whether it is no file but the items that a request brought: [GivenItems] reads them.
    default boolean listsItems() {
        return false;
    }

    /// Opens it at its beginning; the caller closes the channel, and may have several open at once.
    SeekableByteChannel open() throws IOException;
}
