package io.batchline.coordinator.topology;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/// All the memory that RocksDB may take outside the heap, however many partitions there are: one
/// cache of blocks, out of which the write buffers are taken too.
public final class NativeMemory implements AutoCloseable {
    static final long ONE_WRITE_BUFFER = 2 * 1024 * 1024L;

    private static final long CACHE = 24 * 1024 * 1024L;
    private static final long WRITE_BUFFERS = 12 * 1024 * 1024L;
    private static final int SHARDS_BY_BITS = 2;

    static {
        RocksDB.loadLibrary();
    }

    private final Cache cache = new LRUCache(CACHE, SHARDS_BY_BITS);
    private final WriteBufferManager writeBuffers = new WriteBufferManager(WRITE_BUFFERS, cache);

    Cache cache() {
        return cache;
    }

    WriteBufferManager writeBuffers() {
        return writeBuffers;
    }

    @Override
    public void close() {
        writeBuffers.close();
        cache.close();
    }
}
