package io.batchline.gateway.analytics;

import io.batchline.contract.stage.Stage;
import io.batchline.gateway.analytics.AnalyticsAnswer.Figures;
import io.batchline.gateway.analytics.AnalyticsAnswer.OfDay;
import io.batchline.gateway.analytics.AnalyticsAnswer.OfWorkload;
import io.batchline.gateway.analytics.AnalyticsAnswer.StageSeconds;
import io.batchline.gateway.analytics.AnalyticsRows.Busy;
import io.batchline.gateway.analytics.AnalyticsRows.Cell;
import io.batchline.gateway.analytics.AnalyticsRows.Counted;
import io.batchline.gateway.analytics.AnalyticsRows.Failures;
import io.batchline.gateway.analytics.AnalyticsRows.Timed;
import io.batchline.gateway.analytics.AnalyticsRows.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The figures of one request, put together from the rows.
final class Report {
    private final Wanted wanted;
    private final Map<Cell, Figures> figures = new LinkedHashMap<>();

    private Report(Wanted wanted) {
        this.wanted = wanted;
    }

    static Report of(Wanted wanted, AnalyticsRows rows) {
        var report = new Report(wanted);
        var busy = new HashMap<Cell, Busy>();
        rows.busy(wanted).forEach(each -> busy.put(each.cell(), each));
        Map<Cell, Map<String, StageSeconds>> stages = stages(rows.stages(wanted));
        Map<Cell, Map<String, Long>> items = failures(rows.itemFailures(wanted));
        Map<Cell, Map<String, Long>> batches = failures(rows.batchFailures(wanted));
        for (Counted counted : rows.counts(wanted)) {
            Cell cell = counted.cell();
            report.figures.put(
                    cell,
                    new Figures(
                            counted.batches(),
                            counted.items(),
                            successRate(counted),
                            throughput(busy.get(cell)),
                            inOrder(stages.getOrDefault(cell, Map.of())),
                            items.getOrDefault(cell, Map.of()),
                            batches.getOrDefault(cell, Map.of())));
        }
        return report;
    }

    static @Nullable Double successRate(Counted counted) {
        long ended = counted.items().ended();
        return ended == 0 ? null : (double) counted.items().succeeded() / ended;
    }

    static @Nullable Double throughput(@Nullable Busy busy) {
        return busy == null || busy.seconds() <= 0 ? null : busy.ended() / busy.seconds();
    }

    private static Map<Cell, Map<String, StageSeconds>> stages(List<Timed> rows) {
        var stages = new HashMap<Cell, Map<String, StageSeconds>>();
        rows.forEach(row ->
                stages.computeIfAbsent(row.cell(), _ -> new HashMap<>())
                        .put(row.stage(), row.seconds()));
        return stages;
    }

    private static Map<String, StageSeconds> inOrder(Map<String, StageSeconds> stages) {
        var ordered = new LinkedHashMap<String, StageSeconds>();
        for (Stage stage : Stage.values()) {
            StageSeconds seconds = stages.get(stage.wireId());
            if (seconds != null) {
                ordered.put(stage.wireId(), seconds);
            }
        }
        return ordered;
    }

    private static Map<Cell, Map<String, Long>> failures(List<Failures> rows) {
        var failures = new HashMap<Cell, Map<String, Long>>();
        rows.forEach(row ->
                failures.computeIfAbsent(row.cell(), _ -> new LinkedHashMap<>())
                        .put(row.cause(), row.number()));
        return failures;
    }

    AnalyticsAnswer answer() {
        var days = new ArrayList<OfDay>();
        var workloads = new ArrayList<OfWorkload>();
        var ofDay = new LinkedHashMap<String, List<OfWorkload>>();
        figures.forEach((cell, of) -> {
            if (cell.day() != null && cell.workload() != null) {
                ofDay.computeIfAbsent(cell.day(), _ -> new ArrayList<>())
                        .add(new OfWorkload(cell.workload(), of));
            } else if (cell.day() != null) {
                days.add(new OfDay(cell.day(), of, ofDay.getOrDefault(cell.day(), List.of())));
            } else if (cell.workload() != null) {
                workloads.add(new OfWorkload(cell.workload(), of));
            }
        });
        Figures total = figures.get(Cell.TOTAL);
        if (total == null) {
            throw new IllegalStateException("the sum over nothing is a row, too");
        }
        return new AnalyticsAnswer(
                wanted.tenant().value(),
                wanted.span().from(),
                wanted.span().to(),
                wanted.workload(),
                total,
                workloads,
                days);
    }
}
