package io.batchline.ingest.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.source.GivenItem;
import io.batchline.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The table `given_items`, within a transaction.
final class GivenItemRows {
    private static final int SHOWN = 10;

    private GivenItemRows() {}

    /// How many items wait for the start of the batch, and their size as JSON in bytes.
    record Waiting(int items, long bytes) {}

    static Waiting waiting(Connection connection, BatchId batch) throws SQLException {
        return Sql.query(
                        connection,
                        """
                        select count(*), coalesce(sum(octet_length(data::text)), 0)
                          from given_items where batch_id = ? and data is not null
                        """,
                        row -> new Waiting(row.getInt(1), row.getLong(2)),
                        batch.value())
                .getFirst();
    }

    /// In their order.
    static List<GivenItem> read(Connection connection, BatchId batch) throws SQLException {
        return Sql.query(
                connection,
                """
                select job_id, data from given_items
                 where batch_id = ? and data is not null order by item_index
                """,
                row ->
                        new GivenItem(
                                row.getString(1), Stored.read(row.getString(2), ObjectNode.class)),
                batch.value());
    }

    /// Adds items from that index on.
    ///
    /// @param withData whether they wait for the start; otherwise only the ids of callers are noted
    /// @throws JobIdsTaken when another item of the tenant has such an id
    static void add(
            Connection connection,
            TenantId tenant,
            BatchId batch,
            int from,
            List<GivenItem> items,
            boolean withData)
            throws SQLException {
        int[] kept =
                IntStream.range(0, items.size())
                        .filter(at -> withData || items.get(at).jobId() != null)
                        .toArray();
        if (kept.length == 0) {
            return;
        }
        Object[] ids = IntStream.of(kept).mapToObj(at -> items.get(at).jobId()).toArray();
        @Nullable Object[] data =
                IntStream.of(kept)
                        .mapToObj(at -> withData ? Stored.json(items.get(at).data()) : null)
                        .toArray();
        int added =
                Sql.update(
                        connection,
                        """
                        insert into given_items (batch_id, item_index, tenant, job_id, data)
                        select ?, item_index, ?, job_id, data::json
                          from unnest(?::integer[], ?::text[], ?::text[]) as new (item_index, job_id, data)
                        on conflict (tenant, job_id) where job_id is not null do nothing
                        """,
                        batch.value(),
                        tenant.value(),
                        connection.createArrayOf(
                                "integer", IntStream.of(kept).mapToObj(at -> from + at).toArray()),
                        connection.createArrayOf("text", ids),
                        connection.createArrayOf("text", data));
        if (added < kept.length) {
            throw new JobIdsTaken(taken(connection, tenant, batch, from, ids));
        }
    }

    /// All of them lie in the batch's source now.
    static void started(Connection connection, BatchId batch) throws SQLException {
        Sql.update(
                connection,
                "delete from given_items where batch_id = ? and job_id is null",
                batch.value());
        Sql.update(
                connection, "update given_items set data = null where batch_id = ?", batch.value());
    }

    /// The index of each item of the batch that a caller gave one of these ids.
    static Map<String, Integer> indexes(Connection connection, BatchId batch, List<String> jobIds)
            throws SQLException {
        var indexes = new HashMap<String, Integer>();
        Sql.query(
                        connection,
                        "select job_id, item_index from given_items where batch_id = ? and job_id = any(?)",
                        row -> Map.entry(row.getString(1), row.getInt(2)),
                        batch.value(),
                        connection.createArrayOf("text", jobIds.toArray()))
                .forEach(each -> indexes.put(each.getKey(), each.getValue()));
        return indexes;
    }

    private static List<String> taken(
            Connection connection, TenantId tenant, BatchId batch, int from, Object[] ids)
            throws SQLException {
        return Sql.query(
                connection,
                """
                select job_id from given_items
                 where tenant = ? and job_id = any(?) and not (batch_id = ? and item_index >= ?)
                 order by job_id limit ?
                """,
                row -> row.getString(1),
                tenant.value(),
                connection.createArrayOf(
                        "text", java.util.Arrays.stream(ids).filter(Objects::nonNull).toArray()),
                batch.value(),
                from,
                SHOWN);
    }

    /// Ends the transaction: nothing of it is to stay.
    static final class JobIdsTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<String> jobIds;

        JobIdsTaken(List<String> jobIds) {
            super("job ids are taken", null, false, false);
            this.jobIds = List.copyOf(jobIds);
        }

        List<String> jobIds() {
            return jobIds;
        }
    }
}
