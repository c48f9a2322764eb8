package io.batchline.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.item.RetryDelay;
import io.batchline.contract.topic.Json;
import io.batchline.gateway.session.Queries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of `items`, the read model of every item.
final class ItemRows {
    private static final String COLUMNS =
            """
            select batch_id, item_index, job_id,
                   coalesce((select g.job_id from given_items g
                              where g.batch_id = items.batch_id and g.item_index = items.item_index),
                            job_id) as shown_id,
                   name, state, stage, run, attempt, group_key, phase, phases,
                   phase_message, error_cause, error_message, result, result_blob, worker, started_at, finished_at
            from items\
            """;

    private final Queries queries;
    private final JsonMapper mapper = Json.mapper();

    ItemRows(Queries queries) {
        this.queries = queries;
    }

    /// What a list is narrowed to; null or empty where it is not.
    ///
    /// @param after only items that come after this index
    record Filter(Set<String> states, @Nullable String group, @Nullable String cause, int after) {}

    /// An item with what its row holds beside.
    ///
    /// @param result null where there is none yet, or where it is a blob
    /// @param due when its next attempt is; null unless it is retrying
    record ItemRow(
            ItemAnswer item,
            @Nullable JsonNode result,
            @Nullable BlobKey resultBlob,
            @Nullable Instant due) {
        /// Where a list goes on after it.
        String place() {
            return Integer.toString(item.index());
        }
    }

    /// A batch's items in their order.
    List<ItemRow> list(TenantId tenant, BatchId batch, Filter filter, int limit) {
        var sql = new StringBuilder(COLUMNS).append(" where batch_id = ? and item_index > ?");
        var parameters = new ArrayList<Object>(List.of(batch.value(), filter.after()));
        if (!filter.states().isEmpty()) {
            sql.append(" and state in (?")
                    .append(", ?".repeat(filter.states().size() - 1))
                    .append(")");
            parameters.addAll(filter.states());
        }
        if (filter.group() != null) {
            sql.append(" and group_key = ?");
            parameters.add(filter.group());
        }
        if (filter.cause() != null) {
            sql.append(" and error_cause = ?");
            parameters.add(filter.cause());
        }
        parameters.add(limit);
        return queries.list(
                tenant,
                sql.append(" order by item_index limit ?").toString(),
                parameters,
                this::read);
    }

    /// A batch's finished rows in their order: of the items that succeeded and gave one.
    List<ItemRow> results(TenantId tenant, BatchId batch, int after, int limit) {
        return queries.list(
                tenant,
                COLUMNS
                        + """
                         where batch_id = ? and item_index > ? and state = 'succeeded'
                           and (result is not null or result_blob is not null)
                        order by item_index limit ?\
                        """,
                List.of(batch.value(), after, limit),
                this::read);
    }

    /// A batch's failed items by their cause, the most frequent first.
    List<FailureAnswer> failures(TenantId tenant, BatchId batch) {
        return queries.list(
                tenant,
                """
                select error_cause, count(*) as failures,
                       (array_agg(error_message order by finished_at desc nulls last, item_index))[1] as message
                  from items
                 where batch_id = ? and state = 'failed' and error_cause is not null
                 group by error_cause order by failures desc, error_cause
                """,
                List.of(batch.value()),
                row ->
                        new FailureAnswer(
                                row.getString("error_cause"),
                                row.getLong("failures"),
                                row.getString("message")));
    }

    /// The items of these indexes, in their order.
    List<ItemRow> of(TenantId tenant, BatchId batch, List<Integer> indexes) {
        return indexes.isEmpty()
                ? List.of()
                : queries.list(
                        tenant,
                        COLUMNS
                                + " where batch_id = ? and item_index in (%s) order by item_index"
                                        .formatted(marks(indexes.size())),
                        with(batch, indexes),
                        this::read);
    }

    /// Of waiting items: how many of the batch's own wait before each.
    ///
    /// @param organizing what has its group already waits behind what has none
    Map<Integer, Integer> waitingBefore(
            TenantId tenant, BatchId batch, List<Integer> indexes, boolean organizing) {
        if (indexes.isEmpty()) {
            return Map.of();
        }
        var before = new HashMap<Integer, Integer>();
        queries.list(
                        tenant,
                        """
                        select item_index, place from (
                            select item_index, row_number() over (order by %s item_index) - 1 as place
                              from items where batch_id = ? and state = 'waiting') line
                         where item_index in (%s)
                        """
                                .formatted(
                                        organizing ? "group_key is not null," : "",
                                        marks(indexes.size())),
                        with(batch, indexes),
                        row -> Map.entry(row.getInt("item_index"), row.getInt("place")))
                .forEach(place -> before.put(place.getKey(), place.getValue()));
        return before;
    }

    private static List<Object> with(BatchId batch, List<Integer> indexes) {
        var parameters = new ArrayList<Object>(List.of(batch.value()));
        parameters.addAll(indexes);
        return parameters;
    }

    private static String marks(int how) {
        return "?" + ", ?".repeat(how - 1);
    }

    Optional<ItemRow> find(TenantId tenant, String jobId) {
        return queries.first(tenant, COLUMNS + " where job_id = ?", List.of(jobId), this::read);
    }

    /// As the coordinator reckons it from the same event.
    private static @Nullable Instant due(ResultSet row) throws SQLException {
        Instant failedAt = Queries.instant(row, "finished_at");
        return failedAt == null
                ? null
                : RetryDelay.DEFAULT.due(
                        new JobId(row.getString("job_id")),
                        row.getInt("run"),
                        row.getInt("attempt"),
                        failedAt);
    }

    private ItemRow read(ResultSet row) throws SQLException {
        String result = row.getString("result");
        String blob = row.getString("result_blob");
        try {
            ItemAnswer item = ItemAnswer.of(row);
            return new ItemRow(
                    item,
                    result == null ? null : mapper.readTree(result),
                    blob == null ? null : new BlobKey(blob),
                    item.isRetrying() ? due(row) : null);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an item's result can't be read", e);
        }
    }
}
