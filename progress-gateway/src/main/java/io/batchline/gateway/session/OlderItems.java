package io.batchline.gateway.session;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.http.OlderBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Items for clients of the earlier systems, each tenant's own only.
public final class OlderItems {
    private static final String SELECT =
            """
            select i.batch_id, i.item_index, coalesce(g.job_id, i.job_id) as shown_id, i.name, i.state,
                   i.phase, i.phases, i.phase_message, i.error_message, i.started_at, i.finished_at
              from items i join batches b using (batch_id)
              left join given_items g using (batch_id, item_index)
             where b.tenant = ?
            """;

    private final Queries queries;
    private final GivenIds given;

    public OlderItems(Queries queries) {
        this.queries = queries;
        this.given = new GivenIds(queries);
    }

    public Optional<OlderItem> find(TenantId tenant, String id) {
        return queries.first(
                tenant,
                SELECT + " and i.job_id = ?",
                List.of(tenant.value(), given.ours(tenant, id)),
                OlderItems::read);
    }

    /// The one that began last of those of these batches that run.
    public Optional<OlderItem> newestRunning(TenantId tenant, List<BatchId> batches) {
        if (batches.isEmpty()) {
            return Optional.empty();
        }
        var parameters = new ArrayList<Object>(List.of(tenant.value()));
        batches.forEach(batch -> parameters.add(batch.value()));
        return queries.first(
                tenant,
                "%s and i.state = 'running' and i.batch_id in (%s) order by i.started_at desc nulls last limit 1"
                        .formatted(
                                SELECT,
                                String.join(", ", Collections.nCopies(batches.size(), "?"))),
                parameters,
                OlderItems::read);
    }

    /// Items of a batch that come after this index, in their order.
    public List<OlderItem> of(TenantId tenant, BatchId batch, int after, int limit) {
        return queries.list(
                tenant,
                SELECT + " and i.batch_id = ? and i.item_index > ? order by i.item_index limit ?",
                List.of(tenant.value(), batch.value(), after, limit),
                OlderItems::read);
    }

    private static OlderItem read(ResultSet row) throws SQLException {
        String state = row.getString("state");
        boolean runs = state.equals("running");
        int phase = row.getInt("phase");
        int phases = row.getInt("phases");
        var status = OlderBatch.wordOfItem(state);
        boolean waits = status.equals("pending");
        return new OlderItem(
                row.getString("shown_id"),
                row.getString("batch_id"),
                row.getInt("item_index"),
                row.getString("name"),
                status,
                waits ? 0 : runs ? (phases > 0 ? (double) phase / phases : 0) : 1,
                runs ? row.getString("phase_message") : null,
                waits ? null : Queries.instant(row, "started_at"),
                waits || runs ? null : Queries.instant(row, "finished_at"),
                row.getString("error_message"));
    }
}
