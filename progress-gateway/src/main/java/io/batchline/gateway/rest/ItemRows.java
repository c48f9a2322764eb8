package io.batchline.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.topic.Json;
import io.batchline.gateway.session.Queries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of `items`, the read model of every item.
final class ItemRows {
    private static final String COLUMNS =
            """
            select batch_id, item_index, job_id, name, state, stage, run, attempt, group_key, phase, phases,
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
    record ItemRow(ItemAnswer item, @Nullable JsonNode result, @Nullable BlobKey resultBlob) {}

    /// A batch's items in their order.
    List<ItemRow> list(BatchId batch, Filter filter, int limit) {
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
                sql.append(" order by item_index limit ?").toString(), parameters, this::read);
    }

    /// A batch's finished rows in their order: of the items that succeeded and gave one.
    List<ItemRow> results(BatchId batch, int after, int limit) {
        return queries.list(
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
    List<FailureAnswer> failures(BatchId batch) {
        return queries.list(
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

    /// What a worker had at that time: of those that still wait or run again, too.
    List<ItemAnswer> underWayAt(BatchId batch, Instant at, int limit) {
        return queries.list(
                COLUMNS
                        + """
                         where batch_id = ? and started_at <= ?
                           and (state = 'running' or finished_at >= ?)
                        order by item_index limit ?\
                        """,
                List.of(batch.value(), at, at, limit),
                ItemAnswer::of);
    }

    Optional<ItemRow> find(String jobId) {
        return queries.first(COLUMNS + " where job_id = ?", List.of(jobId), this::read);
    }

    private ItemRow read(ResultSet row) throws SQLException {
        String result = row.getString("result");
        String blob = row.getString("result_blob");
        try {
            return new ItemRow(
                    ItemAnswer.of(row),
                    result == null ? null : mapper.readTree(result),
                    blob == null ? null : new BlobKey(blob));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an item's result can't be read", e);
        }
    }
}
