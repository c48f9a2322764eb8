package io.batchline.gateway.session;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.TenantId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Ids that callers gave their items when they brought them: each stands for one of ours, in its
/// tenant only.
public final class GivenIds {
    private final Queries queries;

    public GivenIds(Queries queries) {
        this.queries = queries;
    }

    /// Our id of the item that the tenant calls so; what it never gave is taken for one of ours.
    public String ours(TenantId tenant, String id) {
        return queries.first(
                        tenant,
                        "select batch_id, item_index from given_items where tenant = ? and job_id = ?",
                        List.of(tenant.value(), id),
                        row ->
                                JobId.of(
                                                new BatchId(row.getString("batch_id")),
                                                row.getInt("item_index"))
                                        .value())
                .orElse(id);
    }

    /// What the tenant calls the items of one of its batches, by their index; without those that it
    /// gave no name.
    public Map<Integer, String> of(TenantId tenant, BatchId batch) {
        return queries
                .list(
                        tenant,
                        "select item_index, job_id from given_items where tenant = ? and batch_id = ?",
                        List.of(tenant.value(), batch.value()),
                        row -> Map.entry(row.getInt("item_index"), row.getString("job_id")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
