package io.batchline.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.item.DoubtfulField;
import io.batchline.contract.topic.Json;
import io.batchline.gateway.session.Queries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The doubtful fields of a batch and what was decided of them.
final class ReviewRows {
    private static final String FIELDS =
            """
            select f.item_index, f.place,
                   coalesce((select g.job_id from given_items g
                              where g.batch_id = f.batch_id and g.item_index = f.item_index),
                            f.job_id) as job_id,
                   i.name, i.group_key, f.field, f.value,
                   f.confidence, f.reason, f.choices, f.crop
              from review_fields f join items i using (batch_id, item_index)
             where f.batch_id = ? and (f.item_index, f.place) > (?, ?)\
            """;

    private static final String IS_DECIDED =
            """
            exists (select 1 from review_decisions d
                     where d.batch_id = f.batch_id and d.item_index = f.item_index
                       and d.field = f.field)\
            """;

    private static final String DECISIONS =
            """
            select item_index, field, value_before, value, decided_by, decided_at, generation
              from review_decisions
             where batch_id = ? and item_index between ? and ? order by decision_id
            """;

    private static final String COUNTS =
            """
            select count(*) as fields, count(*) filter (where %s) as decided,
                   exists (select 1 from review_decisions d left join loads l using (batch_id)
                            where d.batch_id = ? and d.generation > coalesce(l.generation, 0))
                       as results_old
              from review_fields f where f.batch_id = ?
            """
                    .formatted(IS_DECIDED);

    private final Queries queries;
    private final JsonMapper mapper = Json.mapper();

    ReviewRows(Queries queries) {
        this.queries = queries;
    }

    /// Where a field stands in its batch's list.
    record Place(int index, int place) {
        static final Place BEFORE_THE_FIRST = new Place(-1, 0);

        static Place read(String text) {
            String[] parts = text.split("-", 2);
            return new Place(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        }

        @Override
        public String toString() {
            return index + "-" + place;
        }
    }

    record Field(
            Place place,
            String jobId,
            @Nullable String name,
            @Nullable String group,
            DoubtfulField doubt) {}

    /// @param generation the one in which its item was read again with it
    record Decision(String before, String after, String by, Instant at, int generation) {}

    /// @param isResultsOld whether something was decided since the results were written
    record Counts(long fields, long decided, boolean isResultsOld) {}

    /// Which decisions are on a field, oldest first.
    record DecidedField(int index, String field) {}

    /// @param decided only those that are, or are not; null for all
    List<Field> list(
            TenantId tenant, BatchId batch, Place after, @Nullable Boolean decided, int limit) {
        String narrowed = decided == null ? "" : decided ? " and " : " and not ";
        return queries.list(
                tenant,
                FIELDS
                        + (decided == null ? "" : narrowed + IS_DECIDED)
                        + " order by f.item_index, f.place limit ?",
                List.of(batch.value(), after.index(), after.place(), limit),
                this::field);
    }

    Map<DecidedField, List<Decision>> decisions(TenantId tenant, BatchId batch, int from, int to) {
        var decisions = new HashMap<DecidedField, List<Decision>>();
        queries.list(
                        tenant,
                        DECISIONS,
                        List.of(batch.value(), from, to),
                        row ->
                                Map.entry(
                                        new DecidedField(
                                                row.getInt("item_index"), row.getString("field")),
                                        decision(row)))
                .forEach(each ->
                        decisions
                                .computeIfAbsent(each.getKey(), _ -> new ArrayList<>())
                                .add(each.getValue()));
        return decisions;
    }

    Counts counts(TenantId tenant, BatchId batch) {
        return queries.first(
                        tenant,
                        COUNTS,
                        List.of(batch.value(), batch.value()),
                        row ->
                                new Counts(
                                        row.getLong("fields"),
                                        row.getLong("decided"),
                                        row.getBoolean("results_old")))
                .orElseThrow();
    }

    private static Decision decision(ResultSet row) throws SQLException {
        Instant at = Queries.instant(row, "decided_at");
        return new Decision(
                row.getString("value_before"),
                row.getString("value"),
                row.getString("decided_by"),
                at == null ? Instant.EPOCH : at,
                row.getInt("generation"));
    }

    private Field field(ResultSet row) throws SQLException {
        return new Field(
                new Place(row.getInt("item_index"), row.getInt("place")),
                row.getString("job_id"),
                row.getString("name"),
                row.getString("group_key"),
                new DoubtfulField(
                        row.getString("field"),
                        row.getString("value"),
                        row.getDouble("confidence"),
                        row.getString("reason"),
                        choices(row.getString("choices")),
                        row.getString("crop")));
    }

    private List<DoubtfulField.Choice> choices(String json) {
        try {
            return List.of(mapper.readValue(json, DoubtfulField.Choice[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the choices of a doubtful field can't be read", e);
        }
    }
}
