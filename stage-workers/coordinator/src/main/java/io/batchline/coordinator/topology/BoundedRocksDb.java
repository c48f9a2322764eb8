package io.batchline.coordinator.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/// Keeps every partition's database within the one [NativeMemory] that the properties carry. Made
/// by Streams, by name.
public final class BoundedRocksDb implements RocksDBConfigSetter {
    /// The property under which the memory is handed over.
    static final String MEMORY = "batchline.rocksdb.memory";

    private static final long BLOCK = 8 * 1024L;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        if (!(configs.get(MEMORY) instanceof NativeMemory memory)) {
            throw new IllegalStateException("no memory is given for store " + storeName);
        }
        if (!(options.tableFormatConfig() instanceof BlockBasedTableConfig table)) {
            throw new IllegalStateException("store %s has no block table".formatted(storeName));
        }
        table.setBlockCache(memory.cache());
        table.setBlockSize(BLOCK);
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(memory.writeBuffers());
        options.setWriteBufferSize(NativeMemory.ONE_WRITE_BUFFER);
        options.setMaxWriteBufferNumber(2);
        options.setMaxBackgroundJobs(2);
        options.setMaxOpenFiles(-1);
    }

    /// The cache and the write buffers are everybody's: they are closed with the coordinator.
    @Override
    public void close(String storeName, Options options) {}
}
