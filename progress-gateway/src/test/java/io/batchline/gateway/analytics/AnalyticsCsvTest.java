package io.batchline.gateway.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.gateway.analytics.AnalyticsAnswer.EndedBatches;
import io.batchline.gateway.analytics.AnalyticsAnswer.EndedItems;
import io.batchline.gateway.analytics.AnalyticsAnswer.Figures;
import io.batchline.gateway.analytics.AnalyticsAnswer.OfDay;
import io.batchline.gateway.analytics.AnalyticsAnswer.OfWorkload;
import io.batchline.gateway.analytics.AnalyticsAnswer.StageSeconds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnalyticsCsvTest {
    @Test
    void a_row_for_each_day_and_workload_with_every_cause_as_a_column() {
        var figures =
                new Figures(
                        new EndedBatches(2, 1, 1, 0),
                        new EndedItems(10, 7, 2, 1),
                        0.7,
                        1.25,
                        Map.of("extracting", new StageSeconds(2, 1.5, 2.5)),
                        Map.of("timed_out", 2L),
                        Map.of("=cmd()", 1L));
        var report =
                new AnalyticsAnswer(
                        "north",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        null,
                        figures,
                        List.of(),
                        List.of(
                                new OfDay(
                                        "2026-11-22",
                                        figures,
                                        List.of(new OfWorkload("=1+2", figures)))));

        List<String> lines = AnalyticsCsv.of(report).lines().toList();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .startsWith("tenant,day,workload,batches,")
                .endsWith(",items failed: timed_out,batches failed: =cmd()");
        assertThat(lines.get(1))
                .isEqualTo(
                        "north,2026-11-22,'=1+2,2,1,1,0,10,7,2,1,0.7000,1.2500,1.5000,2.5000,,,,,,,,,,,,,2,1");
    }
}
