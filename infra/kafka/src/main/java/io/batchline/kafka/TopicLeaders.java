package io.batchline.kafka;

import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// Whether partitions take records.
///
/// A topic that was just created is described before its leaders have opened it. An idempotent
/// producer that writes in that moment can have its first batch refused and its second taken, and
/// the first is out of order from then on.
public final class TopicLeaders {
    private TopicLeaders() {}

    /// Returns when the leader of every partition has answered for it.
    ///
    /// @throws ExecutionException when one has not within the client's own time
    public static void await(Admin admin, Collection<TopicPartition> partitions)
            throws InterruptedException, ExecutionException {
        admin.listOffsets(
                        partitions.stream()
                                .collect(
                                        Collectors.toMap(
                                                Function.identity(), _ -> OffsetSpec.latest())))
                .all()
                .get();
    }
}
