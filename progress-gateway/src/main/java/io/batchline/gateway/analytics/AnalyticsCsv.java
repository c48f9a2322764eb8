package io.batchline.gateway.analytics;

import io.batchline.contract.csv.SafeCell;
import io.batchline.contract.stage.Stage;
import io.batchline.gateway.analytics.AnalyticsAnswer.Figures;
import io.batchline.gateway.analytics.AnalyticsAnswer.OfDay;
import io.batchline.gateway.analytics.AnalyticsAnswer.OfWorkload;
import io.batchline.gateway.analytics.AnalyticsAnswer.StageSeconds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/// The report as a table: a row for each day and workload, a column for each cause that occurs.
/// What a spreadsheet would run as a formula has a quote before it.
final class AnalyticsCsv {
    private static final List<String> COLUMNS =
            List.of(
                    "tenant",
                    "day",
                    "workload",
                    "batches",
                    "batches_completed",
                    "batches_failed",
                    "batches_cancelled",
                    "items",
                    "items_succeeded",
                    "items_failed",
                    "items_cancelled",
                    "success_rate",
                    "throughput_per_second");

    private AnalyticsCsv() {}

    static String of(AnalyticsAnswer report) {
        var items = new TreeSet<String>(report.total().failuresByCause().keySet());
        var batches = new TreeSet<String>(report.total().batchFailuresByCause().keySet());
        var text = new StringBuilder();
        try (var csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord(header(items, batches));
            for (OfDay day : report.days()) {
                for (OfWorkload of : day.workloads()) {
                    csv.printRecord(row(report.tenant(), day.day(), of, items, batches));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory can't be written", e);
        }
        return text.toString();
    }

    private static List<String> header(Collection<String> items, Collection<String> batches) {
        var header = new ArrayList<>(COLUMNS);
        for (Stage stage : Stage.values()) {
            header.add(stage.wireId() + "_p50_seconds");
            header.add(stage.wireId() + "_p95_seconds");
        }
        items.forEach(cause -> header.add("items failed: " + cause));
        batches.forEach(cause -> header.add("batches failed: " + cause));
        return header;
    }

    private static List<String> row(
            String tenant,
            String day,
            OfWorkload of,
            Collection<String> items,
            Collection<String> batches) {
        Figures figures = of.figures();
        var row = new ArrayList<String>();
        row.add(SafeCell.of(tenant));
        row.add(day);
        row.add(SafeCell.of(of.workload()));
        row.add(Long.toString(figures.batches().total()));
        row.add(Long.toString(figures.batches().completed()));
        row.add(Long.toString(figures.batches().failed()));
        row.add(Long.toString(figures.batches().cancelled()));
        row.add(Long.toString(figures.items().total()));
        row.add(Long.toString(figures.items().succeeded()));
        row.add(Long.toString(figures.items().failed()));
        row.add(Long.toString(figures.items().cancelled()));
        row.add(number(figures.successRate()));
        row.add(number(figures.throughputPerSecond()));
        for (Stage stage : Stage.values()) {
            StageSeconds seconds = figures.secondsPerStage().get(stage.wireId());
            row.add(number(seconds == null ? null : seconds.p50()));
            row.add(number(seconds == null ? null : seconds.p95()));
        }
        items.forEach(
                cause -> row.add(Long.toString(figures.failuresByCause().getOrDefault(cause, 0L))));
        batches.forEach(cause ->
                row.add(Long.toString(figures.batchFailuresByCause().getOrDefault(cause, 0L))));
        return row;
    }

    /// To the millisecond or the tenth of a percent and better; empty for what is not known.
    private static String number(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.4f", value);
    }
}
