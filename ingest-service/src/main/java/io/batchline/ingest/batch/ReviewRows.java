package io.batchline.ingest.batch;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.DoubtfulField;
import io.batchline.contract.stage.Stage;
import io.batchline.database.Sql;
import io.batchline.ingest.batch.ReviewRules.Doubt;
import io.batchline.ingest.batch.ReviewRules.News;
import io.batchline.ingest.batch.ReviewRules.Place;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements of one review of one batch, within its transaction.
record ReviewRows(Connection connection, BatchId batch) {
    /// How the batch stands, with its row locked until the end of the transaction; empty where it
    /// was deleted a moment ago.
    Optional<Standing> lock() throws SQLException {
        return Sql.query(
                        connection,
                        """
                        select b.requested_generation, b.requested_status,
                               coalesce(s.generation, 0) as generation, s.status, s.stage,
                               b.source is null or b.results_removed_at is not null as is_removed
                          from batches b left join batch_states s using (batch_id)
                         where b.batch_id = ? for update of b
                        """,
                        row ->
                                new Standing(
                                        row.getInt("generation"),
                                        row.getString("status"),
                                        row.getString("stage"),
                                        row.getString("requested_status"),
                                        row.getInt("requested_generation"),
                                        row.getBoolean("is_removed")),
                        batch.value())
                .stream()
                .findFirst();
    }

    /// @param status as the coordinator last said; null before it did
    /// @param stage likewise; null before the first
    /// @param isRemoved whether its source or its results are kept no longer
    record Standing(
            int generation,
            @Nullable String status,
            @Nullable String stage,
            String requestedStatus,
            int requestedGeneration,
            boolean isRemoved) {
        /// Why the batch takes no decisions now. Of two commands for one generation only the first
        /// would open it, so as long as one is on its way there is no other.
        Optional<ReviewOutcome.NotNow> whyNot() {
            if (requestedGeneration > generation || status == null) {
                return notNow(requestedStatus, true);
            }
            return switch (status) {
                case "completed" ->
                        isRemoved
                                ? Optional.of(
                                        new ReviewOutcome.NotNow(
                                                "the batch's source or results are kept no longer",
                                                false))
                                : Optional.empty();
                // In a later generation it is mostly a review of a moment ago. In the last stage
                // its
                // end is near, or has been said elsewhere and not been read here.
                case "processing" ->
                        notNow(status, generation > 1 || Stage.CLEANUP.wireId().equals(stage));
                case "failed", "cancelled" ->
                        Optional.of(
                                new ReviewOutcome.NotNow(
                                        "the batch is %s: decisions are taken of a completed one, so retry it first"
                                                .formatted(status),
                                        false));
                default -> notNow(status, false);
            };
        }

        private static Optional<ReviewOutcome.NotNow> notNow(String status, boolean soon) {
            return Optional.of(
                    new ReviewOutcome.NotNow(
                            "the batch is %s: decisions are taken when it has completed"
                                    .formatted(status),
                            soon));
        }
    }

    Map<Place, Doubt> doubts(List<JobId> items) throws SQLException {
        var doubts = new HashMap<Place, Doubt>();
        Sql.query(
                        connection,
                        """
                        select job_id, item_index, field, value, confidence, reason, choices, crop
                          from review_fields where batch_id = ? and job_id = any(?)
                        """,
                        row ->
                                Map.entry(
                                        new Place(
                                                new JobId(row.getString("job_id")),
                                                row.getString("field")),
                                        new Doubt(
                                                row.getInt("item_index"),
                                                new DoubtfulField(
                                                        row.getString("field"),
                                                        row.getString("value"),
                                                        row.getDouble("confidence"),
                                                        row.getString("reason"),
                                                        List.of(
                                                                Stored.read(
                                                                        row.getString("choices"),
                                                                        DoubtfulField.Choice[]
                                                                                .class)),
                                                        row.getString("crop")))),
                        batch.value(),
                        ids(items))
                .forEach(each -> doubts.put(each.getKey(), each.getValue()));
        return doubts;
    }

    /// The newest decision on each field that has one.
    Map<Place, String> decided(List<JobId> items) throws SQLException {
        var decided = new HashMap<Place, String>();
        Sql.query(
                        connection,
                        """
                        select distinct on (d.item_index, d.field) i.job_id, d.field, d.value
                          from review_decisions d join items i using (batch_id, item_index)
                         where d.batch_id = ? and i.job_id = any(?)
                         order by d.item_index, d.field, d.decision_id desc
                        """,
                        row ->
                                Map.entry(
                                        new Place(
                                                new JobId(row.getString("job_id")),
                                                row.getString("field")),
                                        row.getString("value")),
                        batch.value(),
                        ids(items))
                .forEach(each -> decided.put(each.getKey(), each.getValue()));
        return decided;
    }

    /// Whether anything was decided since the results were written last.
    boolean areResultsOld() throws SQLException {
        return exists(
                """
                select 1 from review_decisions d left join loads l using (batch_id)
                 where d.batch_id = ? and d.generation > coalesce(l.generation, 0) limit 1
                """);
    }

    /// Whether an item that was decided on has not come back: its row is not the one to be written.
    boolean areItemsUnread() throws SQLException {
        return exists(
                """
                select 1 from review_decisions d join items i using (batch_id, item_index)
                 where d.batch_id = ?
                   and (i.generation < d.generation
                        or i.state not in ('succeeded', 'failed', 'cancelled'))
                 limit 1
                """);
    }

    void write(News news, String by, Instant at, int generation) throws SQLException {
        Sql.update(
                connection,
                """
                insert into review_decisions (batch_id, item_index, field, value_before, value,
                    decided_by, decided_at, generation)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                batch.value(),
                news.index(),
                news.decision().field(),
                news.before(),
                news.decision().value(),
                by,
                at,
                generation);
    }

    void ask(int generation, Instant at) throws SQLException {
        Sql.update(
                connection,
                """
                update batches set requested_status = 'processing', requested_at = ?,
                    requested_generation = ?
                 where batch_id = ?
                """,
                at,
                generation,
                batch.value());
    }

    private boolean exists(String sql) throws SQLException {
        return !Sql.query(connection, sql, _ -> 1, batch.value()).isEmpty();
    }

    private Array ids(List<JobId> items) throws SQLException {
        return connection.createArrayOf("text", items.stream().map(JobId::value).toArray());
    }
}
