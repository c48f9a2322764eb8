package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.id.TenantId;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Reports over batches that nobody keeps any more.
class AnalyticsIT extends OnGateway {
    private static final String SPAN = "?from=2026-03-01&to=2026-03-02";

    private String southerner;

    @BeforeAll
    void prepare() throws Exception {
        southerner = gateway.tokenFor("sue", new TenantId("south"));
        fact("north", "sheets", "completed", "2026-03-01T10:00:00Z", 10, 8, 2, 0);
        stage("2026-03-01T10:00:00Z", "processing_sheets", 60);
        fact("north", "sheets", "completed", "2026-03-01T10:00:30Z", 30, 30, 0, 0);
        stage("2026-03-01T10:00:30Z", "processing_sheets", 60);
        fact("north", "sheets", "failed", "2026-03-02T23:59:59Z", 5, 1, 1, 2);
        fact("north", "=urls", "cancelled", "2026-03-02T09:00:00Z", 4, 0, 0, 4);
        fact("north", "sheets", "completed", "2026-03-03T00:00:00Z", 100, 100, 0, 0);
        fact("south", "sheets", "completed", "2026-03-01T10:00:01Z", 1000, 1000, 0, 0);
        gateway.execute(
                "insert into analytics_failures select fact_id, tenant, 'timed_out', failed from analytics_batches where failed > 0");
    }

    @Test
    void days_and_workloads_have_their_figures_and_so_has_the_whole() throws Exception {
        JsonNode report = gateway.json("/api/analytics" + SPAN);

        assertThat(report.at("/tenant").asText()).isEqualTo("north");
        assertThat(report.at("/to").asText()).isEqualTo("2026-03-03T00:00:00Z");
        JsonNode total = report.get("total");
        assertThat(total.get("batches").toString())
                .isEqualTo("{\"total\":4,\"completed\":2,\"failed\":1,\"cancelled\":1}");
        assertThat(total.get("items").toString())
                .isEqualTo("{\"total\":49,\"succeeded\":39,\"failed\":3,\"cancelled\":6}");
        assertThat(total.get("failures_by_cause").toString()).isEqualTo("{\"timed_out\":3}");
        assertThat(total.get("batch_failures_by_cause").toString())
                .isEqualTo("{\"too_many_failed\":1}");
        assertThat(report.get("days").findValuesAsText("day"))
                .containsExactly("2026-03-01", "2026-03-02");
        assertThat(report.at("/workloads").findValuesAsText("workload"))
                .containsExactly("=urls", "sheets");
        JsonNode first = report.at("/days/0/figures");
        assertThat(first.get("success_rate").asDouble()).isEqualTo(0.95);
        // 60 s each, half of it at the same time.
        assertThat(first.get("throughput_per_second").asDouble()).isEqualTo(40 / 90.0);
        assertThat(first.at("/seconds_per_stage/processing_sheets").toString())
                .isEqualTo("{\"batches\":2,\"p50\":60.0,\"p95\":60.0}");
        assertThat(report.at("/days/1/workloads/0/figures/throughput_per_second").isNull())
                .isTrue();
    }

    @Test
    void a_workload_and_a_time_narrow_it_and_nothing_is_a_report_too() throws Exception {
        assertThat(
                        gateway.json("/api/analytics" + SPAN + "&workload=%3Durls")
                                .at("/total/batches/total")
                                .asInt())
                .isEqualTo(1);
        assertThat(
                        gateway.json("/api/analytics?from=2026-03-01T10:00:30Z&to=2026-03-01")
                                .at("/total/items/total")
                                .asInt())
                .isEqualTo(30);
        JsonNode none = gateway.json("/api/analytics");
        assertThat(none.at("/total/batches/total").asInt()).isZero();
        assertThat(none.at("/total/success_rate").isNull()).isTrue();
        assertThat(none.get("days")).isEmpty();
    }

    @Test
    void each_tenant_has_its_own_and_names_no_other() throws Exception {
        JsonNode report = gateway.jsonAs(southerner, "/api/analytics" + SPAN);
        assertThat(report.at("/total/items/total").asInt()).isEqualTo(1000);
        assertThat(report.at("/total/failures_by_cause")).isEmpty();
        assertThat(
                        gateway.getAs(southerner, "/api/analytics" + SPAN + "&tenant=north")
                                .statusCode())
                .isEqualTo(403);
        assertThat(
                        gateway.getAs(southerner, "/api/analytics" + SPAN + "&tenant=south")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_table_has_a_row_for_each_day_and_workload_and_no_formula() throws Exception {
        HttpResponse<String> table = gateway.get("/api/analytics.csv" + SPAN);

        assertThat(table.statusCode()).isEqualTo(200);
        assertThat(table.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(table.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"analytics-2026-03-01-2026-03-02.csv\"");
        assertThat(table.body().lines())
                .hasSize(4)
                .anyMatch(line ->
                        line.startsWith("north,2026-03-01,sheets,2,2,0,0,40,38,2,0,0.9500,"))
                .anyMatch(line -> line.startsWith("north,2026-03-02,'=urls,1,"));
    }

    @Test
    void every_bad_field_is_named() throws Exception {
        HttpResponse<String> answer =
                gateway.get("/api/analytics?from=soon&to=2026-13-01&workload=%20");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"from\"", "\"to\"", "\"workload\"");
    }

    private void fact(
            String tenant,
            String workload,
            String status,
            String ended,
            int items,
            int succeeded,
            int failed,
            int cancelled)
            throws SQLException {
        gateway.execute(
                "insert into analytics_batches values (sha256(?::bytea), ?, ?, 1, ?, ?, ?::timestamptz, ?, ?, ?, ?)",
                ended,
                tenant,
                workload,
                status,
                status.equals("failed") ? "too_many_failed" : null,
                ended,
                items,
                succeeded,
                failed,
                cancelled);
    }

    private void stage(String end, String stage, int seconds) throws SQLException {
        gateway.execute(
                "insert into analytics_stages select fact_id, tenant, ?, ?::timestamptz, ended_at from analytics_batches where fact_id = sha256(?::bytea)",
                stage,
                Instant.parse(end).minusSeconds(seconds).toString(),
                end);
    }
}
