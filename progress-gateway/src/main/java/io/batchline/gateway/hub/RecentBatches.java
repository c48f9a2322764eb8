package io.batchline.gateway.hub;

import io.batchline.contract.id.TenantId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Each tenant's batches that go on or have ended lately: few, however many are known. Told by the
/// board's thread, asked by any.
final class RecentBatches {
    private final Map<TenantId, Set<BatchChannel>> all = new ConcurrentHashMap<>();

    /// Takes it once it is known whose it is.
    void onChange(BatchChannel channel, Instant now) {
        TenantId tenant = channel.tenant();
        if (tenant != null && channel.isRecent(now)) {
            all.computeIfAbsent(tenant, _ -> ConcurrentHashMap.newKeySet()).add(channel);
        }
    }

    void forget(BatchChannel channel) {
        all.values().forEach(channels -> channels.remove(channel));
    }

    Collection<BatchChannel> of(TenantId tenant) {
        return all.getOrDefault(tenant, Set.of());
    }

    void trim(Instant now) {
        all.values().forEach(channels -> channels.removeIf(channel -> !channel.isRecent(now)));
    }
}
