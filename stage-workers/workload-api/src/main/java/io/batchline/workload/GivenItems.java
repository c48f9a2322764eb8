package io.batchline.workload;

import io.batchline.contract.source.GivenItem;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.concurrent.atomic.AtomicInteger;

/// The extraction of a source that lists items.
public final class GivenItems {
    private GivenItems() {}

    /// Announces every item under its name and with its data; how many there are.
    ///
    /// @throws IOException when the source can't be read, or lists no items
    public static int announceAll(ExtractContext context) throws IOException {
        var count = new AtomicInteger();
        try (var channel = context.source().open();
                var lines = Channels.newInputStream(channel)) {
            GivenItem.each(
                    lines, item -> context.found(item.name(count.getAndIncrement()), item.data()));
        }
        return count.get();
    }
}
