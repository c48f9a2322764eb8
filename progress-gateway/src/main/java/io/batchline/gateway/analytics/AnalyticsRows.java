package io.batchline.gateway.analytics;

import io.batchline.contract.id.TenantId;
import io.batchline.database.Sql.RowReader;
import io.batchline.gateway.analytics.AnalyticsAnswer.EndedBatches;
import io.batchline.gateway.analytics.AnalyticsAnswer.EndedItems;
import io.batchline.gateway.analytics.AnalyticsAnswer.StageSeconds;
import io.batchline.gateway.session.Queries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The facts of ended batches, summed four ways at once: by day and workload, by day, by workload,
/// and all together.
record AnalyticsRows(Queries queries) {
    private static final String FACTS =
            """
            select fact_id, (ended_at at time zone 'UTC')::date as day, workload, status, cause,
                   items, succeeded, failed, cancelled
              from analytics_batches where tenant = ? and ended_at >= ? and ended_at < ?\
            """;

    private static final String OF_ONE_WORKLOAD = " and workload = ?";

    private static final String COUNTS =
            """
            select day, workload, count(*) as batches,
                   count(*) filter (where status = 'completed') as batches_completed,
                   count(*) filter (where status = 'failed') as batches_failed,
                   count(*) filter (where status = 'cancelled') as batches_cancelled,
                   coalesce(sum(items), 0) as items, coalesce(sum(succeeded), 0) as succeeded,
                   coalesce(sum(failed), 0) as failed, coalesce(sum(cancelled), 0) as cancelled
              from facts group by grouping sets ((day, workload), (day), (workload), ())
             order by day, workload
            """;

    /// Batches run side by side, so what they took must not be added up. Those whose stages are not
    /// known say nothing.
    private static final String BUSY =
            """
            select day, workload, ended,
                   (select sum(extract(epoch from upper(one) - lower(one))) from unnest(busy) one) as seconds
              from (select day, workload, range_agg(spans) as busy, sum(succeeded + failed + cancelled) as ended
                      from facts join (select fact_id, range_agg(tstzrange(s.began_at, s.ended_at)) as spans
                                         from facts join analytics_stages s using (fact_id)
                                        group by fact_id) stages using (fact_id)
                     group by grouping sets ((day, workload), (day), (workload), ())) cells
            """;

    private static final String STAGES =
            """
            select day, workload, s.stage, count(*) as batches,
                   percentile_cont(0.5) within group (order by s.seconds) as p50,
                   percentile_cont(0.95) within group (order by s.seconds) as p95
              from facts join analytics_stages s using (fact_id)
             group by grouping sets ((day, workload, s.stage), (day, s.stage), (workload, s.stage), (s.stage))
            """;

    private static final String ITEM_FAILURES =
            """
            select day, workload, f.cause, sum(f.items) as failures
              from facts join analytics_failures f using (fact_id)
             group by grouping sets ((day, workload, f.cause), (day, f.cause), (workload, f.cause), (f.cause))
             order by failures desc, f.cause
            """;

    private static final String BATCH_FAILURES =
            """
            select day, workload, cause, count(*) as failures
              from facts where cause is not null
             group by grouping sets ((day, workload, cause), (day, cause), (workload, cause), (cause))
             order by failures desc, cause
            """;

    /// Whose batches, and which.
    ///
    /// @param workload null for all
    record Wanted(TenantId tenant, Span span, @Nullable String workload) {}

    /// What a figure is of.
    ///
    /// @param day null for all days
    /// @param workload null for all workloads
    record Cell(@Nullable String day, @Nullable String workload) {
        static final Cell TOTAL = new Cell(null, null);

        private static Cell of(ResultSet row) throws SQLException {
            return new Cell(row.getString("day"), row.getString("workload"));
        }
    }

    record Counted(Cell cell, EndedBatches batches, EndedItems items) {}

    /// @param seconds in which at least one of the batches was in a stage
    /// @param ended items of these batches
    record Busy(Cell cell, long ended, double seconds) {}

    record Timed(Cell cell, String stage, StageSeconds seconds) {}

    record Failures(Cell cell, String cause, long number) {}

    /// By day and workload, what is of all of them last.
    List<Counted> counts(Wanted wanted) {
        return list(
                wanted,
                COUNTS,
                row ->
                        new Counted(
                                Cell.of(row),
                                new EndedBatches(
                                        row.getLong("batches"),
                                        row.getLong("batches_completed"),
                                        row.getLong("batches_failed"),
                                        row.getLong("batches_cancelled")),
                                new EndedItems(
                                        row.getLong("items"),
                                        row.getLong("succeeded"),
                                        row.getLong("failed"),
                                        row.getLong("cancelled"))));
    }

    List<Busy> busy(Wanted wanted) {
        return list(
                wanted,
                BUSY,
                row -> new Busy(Cell.of(row), row.getLong("ended"), row.getDouble("seconds")));
    }

    List<Timed> stages(Wanted wanted) {
        return list(
                wanted,
                STAGES,
                row ->
                        new Timed(
                                Cell.of(row),
                                row.getString("stage"),
                                new StageSeconds(
                                        row.getLong("batches"),
                                        row.getDouble("p50"),
                                        row.getDouble("p95"))));
    }

    /// The most frequent cause first.
    List<Failures> itemFailures(Wanted wanted) {
        return list(wanted, ITEM_FAILURES, AnalyticsRows::failures);
    }

    /// The most frequent cause first.
    List<Failures> batchFailures(Wanted wanted) {
        return list(wanted, BATCH_FAILURES, AnalyticsRows::failures);
    }

    private static Failures failures(ResultSet row) throws SQLException {
        return new Failures(Cell.of(row), row.getString("cause"), row.getLong("failures"));
    }

    private <T> List<T> list(Wanted wanted, String figures, RowReader<T> reader) {
        var parameters =
                new ArrayList<Object>(
                        List.of(wanted.tenant().value(), wanted.span().from(), wanted.span().to()));
        String narrowed = "";
        if (wanted.workload() != null) {
            narrowed = OF_ONE_WORKLOAD;
            parameters.add(wanted.workload());
        }
        return queries.list(
                wanted.tenant(),
                "with facts as (" + FACTS + narrowed + ")\n" + figures,
                parameters,
                reader);
    }
}
