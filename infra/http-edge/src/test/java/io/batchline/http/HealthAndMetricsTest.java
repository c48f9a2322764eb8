package io.batchline.http;

import static io.batchline.http.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.http.HealthCheck.Health;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class HealthAndMetricsTest {
    @Test
    void ready_names_everything_that_every_room_needs() throws Exception {
        try (var server =
                new TestServer(
                        room(new HealthCheck("database", () -> Health.up("answering"))),
                        room(new HealthCheck("broker", () -> Health.up("1 answering"))))) {
            HttpResponse<String> answer = server.get("/health/ready");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json(answer).get("checks").findValuesAsText("name"))
                    .containsExactly("database", "broker");
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void one_that_is_down_in_any_room_makes_it_503_and_one_that_throws_or_hangs_is_down()
            throws Exception {
        var never = new CountDownLatch(1);
        try (var server =
                new TestServer(
                        room(
                                new HealthCheck("database", () -> Health.up("answering")),
                                new HealthCheck(
                                        "broker",
                                        () -> {
                                            throw new IllegalStateException("no broker at x:9");
                                        }),
                                new HealthCheck(
                                        "storage",
                                        () -> {
                                            never.await();
                                            return Health.up("never");
                                        })),
                        room(new HealthCheck("database", () -> Health.down("not from here"))))) {
            HttpResponse<String> answer = server.get("/health/ready");

            assertThat(answer.statusCode()).isEqualTo(503);
            JsonNode checks = json(answer).get("checks");
            assertThat(checks.findValuesAsText("status")).containsOnly("down");
            assertThat(checks.findValuesAsText("detail"))
                    .containsExactly("not from here", "no broker at x:9", "no answer within 3 s");
        }
    }

    @Test
    void metrics_hold_requests_by_route_and_status_the_jvm_and_what_rooms_bring() throws Exception {
        Routes room =
                new Routes() {
                    @Override
                    public void addTo(Api api) {
                        TestServer.get(api, "/things/{id}", ctx -> ctx.result("a thing"));
                    }

                    @Override
                    public List<Metric> metrics() {
                        return List.of(
                                new Metric(
                                        "batchline_things",
                                        "Things.",
                                        Metric.Kind.GAUGE,
                                        () ->
                                                List.of(
                                                        new Metric.Sample(
                                                                Map.of("colour", "a \"b\"\n\\"),
                                                                7))));
                    }
                };
        try (var server = new TestServer(room)) {
            server.get("/things/1");
            server.get("/things/2");
            server.get("/nowhere");

            HttpResponse<String> answer = server.get("/metrics");

            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/plain");
            assertThat(answer.body())
                    .contains(
                            "batchline_http_requests_total{method=\"GET\",route=\"/things/{id}\",status=\"200\"} 2.0")
                    .contains(
                            "batchline_http_requests_total{method=\"GET\",route=\"none\",status=\"404\"} 1.0")
                    .contains("# TYPE batchline_jvm_heap_used_bytes gauge")
                    .contains("batchline_things{colour=\"a \\\"b\\\"\\n\\\\\"} 7.0");
        }
    }

    private static Routes room(HealthCheck... checks) {
        return new Routes() {
            @Override
            public void addTo(Api api) {
                assertThat(api).isNotNull();
            }

            @Override
            public List<HealthCheck> healthChecks() {
                return List.of(checks);
            }
        };
    }
}
