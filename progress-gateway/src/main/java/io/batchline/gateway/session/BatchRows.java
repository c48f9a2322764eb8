package io.batchline.gateway.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.LastRequest;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.topic.Json;
import io.batchline.http.Removal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rows of `batches`, each tenant's own only.
public final class BatchRows {
    /// Only who starts by hand is given items before the start.
    private static final String COLUMNS =
            """
            select definition, requested_status, requested_generation,
                   source_removed_at, source_kept_days, results_removed_at, results_kept_days,
                   source is not null or requested_status = 'pending' and definition ->> 'start' = 'manual'
                       and exists (select from given_items g where g.batch_id = batches.batch_id) as has_input,
                   (select url from webhooks w where w.batch_id = batches.batch_id) as webhook_url
              from batches\
            """;

    private final Queries queries;
    private final ObjectReader definitions = Json.mapper().readerFor(BatchDefinition.class);

    public BatchRows(Queries queries) {
        this.queries = queries;
    }

    Optional<BatchRow> find(TenantId tenant, BatchId batch) {
        return queries.first(
                tenant,
                COLUMNS + " where batch_id = ? and tenant = ?",
                List.of(batch.value(), tenant.value()),
                this::read);
    }

    /// What a list is narrowed to; null or empty where it is not.
    ///
    /// @param priorities any of these
    /// @param name a part of the name, in capitals or not
    /// @param before only batches that come after this one in the list
    /// @param ids only these
    public record Filter(
            @Nullable String workload,
            @Nullable String runId,
            List<String> priorities,
            @Nullable Instant createdAfter,
            @Nullable String name,
            @Nullable Place before,
            @Nullable List<BatchId> ids) {
        public Filter {
            priorities = List.copyOf(priorities);
            ids = ids == null ? null : List.copyOf(ids);
        }

        /// The same list without any others.
        public Filter among(List<BatchId> only) {
            return new Filter(workload, runId, priorities, createdAfter, name, before, only);
        }

        /// The same list from another place on.
        public Filter before(Place place) {
            return new Filter(workload, runId, priorities, createdAfter, name, place, ids);
        }
    }

    /// A batch's place in the list of newest first.
    public record Place(Instant createdAt, BatchId batchId) {}

    /// The tenant's batches, newest first.
    public List<BatchRow> newest(TenantId tenant, Filter filter, int limit) {
        var sql = new StringBuilder(COLUMNS).append(" where tenant = ?");
        var parameters = new ArrayList<Object>(List.of(tenant.value()));
        if (filter.workload() != null) {
            sql.append(" and workload = ?");
            parameters.add(filter.workload());
        }
        if (filter.runId() != null) {
            sql.append(" and run_id = ?");
            parameters.add(filter.runId());
        }
        if (!filter.priorities().isEmpty()) {
            String marks = String.join(", ", Collections.nCopies(filter.priorities().size(), "?"));
            sql.append(" and priority in (").append(marks).append(")");
            parameters.addAll(filter.priorities());
        }
        if (filter.createdAfter() != null) {
            sql.append(" and created_at > ?");
            parameters.add(filter.createdAfter());
        }
        if (filter.name() != null) {
            sql.append(" and position(lower(?) in lower(name)) > 0");
            parameters.add(filter.name());
        }
        if (filter.ids() != null) {
            sql.append(" and batch_id = any (string_to_array(?, ','))");
            parameters.add(
                    filter.ids().stream().map(BatchId::value).collect(Collectors.joining(",")));
        }
        if (filter.before() != null) {
            sql.append(" and (created_at, batch_id) < (?, ?)");
            parameters.add(filter.before().createdAt());
            parameters.add(filter.before().batchId().value());
        }
        parameters.add(limit);
        return queries.list(
                tenant,
                sql.append(" order by created_at desc, batch_id desc limit ?").toString(),
                parameters,
                this::read);
    }

    private BatchRow read(ResultSet row) throws SQLException {
        try {
            return new BatchRow(
                    definitions.readValue(row.getString("definition")),
                    new LastRequest(
                            status(row.getString("requested_status")),
                            row.getInt("requested_generation")),
                    new Removals(
                            removal(row, "source_removed_at", "source_kept_days"),
                            removal(row, "results_removed_at", "results_kept_days")),
                    row.getBoolean("has_input"),
                    row.getString("webhook_url"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a batch's definition can't be read", e);
        }
    }

    private static @Nullable Removal removal(ResultSet row, String at, String days)
            throws SQLException {
        Instant when = Queries.instant(row, at);
        return when == null ? null : new Removal(when, row.getInt(days));
    }

    private static BatchStatus status(String wireId) {
        return Arrays.stream(BatchStatus.values())
                .filter(status -> status.wireId().equals(wireId))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("'%s' is not a batch status".formatted(wireId)));
    }
}
