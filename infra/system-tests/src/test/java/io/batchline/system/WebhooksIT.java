package io.batchline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.topic.Json;
import io.batchline.testkit.api.CheckedClient;
import io.batchline.testkit.events.EventContract;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// From a batch to a receiver on loopback, by every service.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WebhooksIT {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final JsonMapper mapper = Json.mapper();
    private final HttpClient http = CheckedClient.ofServed();
    private final EventContract events = EventContract.kept();
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private Path folder;
    private LocalServer server;
    private HttpServer receiver;

    /// A call as it came.
    private record Got(String path, String id, String timestamp, String signature, String body) {}

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path given) throws Exception {
        folder = given;
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        var headers = exchange.getRequestHeaders();
                        got.add(
                                new Got(
                                        exchange.getRequestURI().getPath(),
                                        String.valueOf(headers.getFirst("webhook-id")),
                                        String.valueOf(headers.getFirst("webhook-timestamp")),
                                        String.valueOf(headers.getFirst("webhook-signature")),
                                        new String(
                                                exchange.getRequestBody().readAllBytes(),
                                                StandardCharsets.UTF_8)));
                        exchange.sendResponseHeaders(204, -1);
                    }
                });
        receiver.start();
        server =
                LocalServer.start(
                        folder.resolve("data"), Map.of("BATCHLINE_WEBHOOK_ALLOW", "127.0.0.0/8"));
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        receiver.stop(0);
    }

    @Test
    void a_batch_tells_its_webhook_url_and_the_tenants_endpoints_all_that_happens_to_it()
            throws Exception {
        // given
        String ofBatch = post("/api/webhooks/secret", "").get("secret").asText();
        JsonNode endpoint =
                post(
                        "/api/webhooks",
                        "{\"url\": \"%s\", \"events\": [\"completed\", \"failed\"]}"
                                .formatted(url("/endpoint")));
        Rehearsals rehearsals = Rehearsals.of(server.api(), server.api(), folder);
        ObjectNode request = Rehearsals.request(Priority.NORMAL, RehearsalOptions.empty(2));
        request.put("webhook_url", url("/batch")).put("run_id", "r1");

        // when
        BatchId batch = rehearsals.start(request);
        await("all of it has arrived")
                .atMost(SOON)
                .until(() -> got("/batch").size() == 9 && got("/endpoint").size() == 1);

        // then
        String before = batch + "-1-";
        assertThat(got("/batch").stream().map(Got::id))
                .containsExactlyInAnyOrder(
                        before + "started",
                        before + "stage_finished-extracting",
                        before + "stage_finished-organizing_qr",
                        before + "stage_finished-processing_sheets",
                        before + "stage_finished-collecting_results",
                        before + "stage_finished-generating_csv",
                        before + "stage_finished-loading_database",
                        before + "stage_finished-cleanup",
                        before + "completed");
        assertThat(got("/endpoint")).hasSize(1);
        for (Got each : got("/batch")) {
            assertThat(each.signature()).isEqualTo(signed(ofBatch, each));
        }
        assertThat(got).allSatisfy(this::isAsDocumented);
        Got end = got("/endpoint").getFirst();
        assertThat(end.signature()).isEqualTo(signed(endpoint.get("secret").asText(), end));
        JsonNode event = mapper.readTree(end.body());
        assertThat(event.get("type").asText()).isEqualTo("io.batchline.batch.completed");
        assertThat(event.get("data").get("run_id").asText()).isEqualTo("r1");
        assertThat(event.get("data").get("counts").get("succeeded").asInt()).isEqualTo(2);

        JsonNode listed = get("/api/webhooks/deliveries?state=delivered&batch_id=" + batch);
        assertThat(listed.get("deliveries")).hasSize(10);
        assertThat(listed.get("deliveries").get(0).get("attempts").get(0).get("status").asInt())
                .isEqualTo(204);
    }

    @Test
    void an_endpoint_is_tried_and_a_delivery_sent_again() throws Exception {
        JsonNode made = post("/api/webhooks", "{\"url\": \"%s\"}".formatted(url("/tried")));
        String one = "/api/webhooks/" + made.get("webhook_id").asText();

        JsonNode sent = post(one + "/test", "");
        String delivery = "/api/webhooks/deliveries/" + sent.get("delivery_id").asText();
        await("it is delivered")
                .atMost(SOON)
                .until(() -> get(delivery).get("state").asText().equals("delivered"));
        post(delivery + "/replay", "");
        await("it is delivered again")
                .atMost(SOON)
                .until(() -> get(delivery).get("attempts").size() == 2);

        ask("DELETE", one, "");

        assertThat(get("/api/webhooks").toString()).doesNotContain("/tried");
        assertThat(got("/tried")).allSatisfy(this::isAsDocumented);
        assertThat(got("/tried"))
                .hasSize(2)
                .extracting(Got::id)
                .containsOnly(sent.get("event_id").asText());
    }

    private void isAsDocumented(Got each) throws IOException {
        JsonNode event = mapper.readTree(each.body());
        String type = event.path("type").asText();
        assertThat(events.differences(EventContract.WEBHOOKS, type, event)).isEmpty();
        JsonNode headers =
                mapper.createObjectNode()
                        .put("webhook-id", each.id())
                        .put("webhook-timestamp", each.timestamp())
                        .put("webhook-signature", each.signature());
        assertThat(events.headerDifferences(EventContract.WEBHOOKS, type, headers)).isEmpty();
    }

    private List<Got> got(String path) {
        return got.stream().filter(each -> each.path().equals(path)).toList();
    }

    private String url(String path) {
        return "http://127.0.0.1:%d%s".formatted(receiver.getAddress().getPort(), path);
    }

    private static String signed(String secret, Got got) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String text = "%s.%s.%s".formatted(got.id(), got.timestamp(), got.body());
        return "v1,"
                + Base64.getEncoder()
                        .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return ask("GET", path, "");
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        return ask("POST", path, body);
    }

    private JsonNode ask(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(server.local().address().resolve(path))
                                .header("Authorization", "Bearer " + server.local().ownersToken())
                                .header("Content-Type", "application/json")
                                .method(
                                        method,
                                        body.isEmpty()
                                                ? BodyPublishers.noBody()
                                                : BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return answer.statusCode() == 204
                ? mapper.createObjectNode()
                : mapper.readTree(answer.body());
    }
}
