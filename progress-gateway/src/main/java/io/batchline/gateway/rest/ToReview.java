package io.batchline.gateway.rest;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.gateway.session.Queries;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// How many items of batches have a doubtful field that nobody has decided yet.
final class ToReview {
    private static final String COUNTS =
            """
            select f.batch_id, count(distinct f.item_index) as items
              from review_fields f
             where f.batch_id = any (string_to_array(?, ','))
               and not exists (select 1 from review_decisions d
                                where d.batch_id = f.batch_id and d.item_index = f.item_index
                                  and d.field = f.field)
             group by f.batch_id
            """;

    private final Queries queries;

    ToReview(Queries queries) {
        this.queries = queries;
    }

    /// Those that have any, of these batches.
    Map<BatchId, Long> of(TenantId tenant, List<BatchId> batches) {
        if (batches.isEmpty()) {
            return Map.of();
        }
        String ids = batches.stream().map(BatchId::value).collect(Collectors.joining(","));
        return queries
                .list(
                        tenant,
                        COUNTS,
                        List.of(ids),
                        row ->
                                Map.entry(
                                        new BatchId(row.getString("batch_id")),
                                        row.getLong("items")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    long of(TenantId tenant, BatchId batch) {
        return of(tenant, List.of(batch)).getOrDefault(batch, 0L);
    }
}
