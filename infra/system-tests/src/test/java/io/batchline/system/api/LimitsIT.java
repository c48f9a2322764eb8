package io.batchline.system.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.system.LocalServer;
import io.batchline.system.OnLocalServer;
import io.batchline.system.Rehearsals;
import io.batchline.testkit.api.ApiContract;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Each limit that the document of the API states, of parameters and of fields of bodies, is held:
/// what is just beyond it is answered 422 with that field among `errors`. The requests are made
/// from the document.
class LimitsIT extends OnLocalServer {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int UNPROCESSABLE = 422;

    private final JsonNode document = ApiContract.served().document();
    private Map<String, String> places;

    @BeforeAll
    void finishABatch() throws Exception {
        Rehearsals rehearsals = Rehearsals.of(api, api, folder);
        BatchId batch =
                rehearsals.start(Rehearsals.request(Priority.NORMAL, RehearsalOptions.empty(1)));
        await("the batch has ended").atMost(SOON).until(() -> rehearsals.hasEnded(batch));
        places =
                Map.of(
                        "batch_id", batch.value(),
                        "job_id", JobId.of(batch, 0).value(),
                        "username", "admin",
                        "tenant", "default",
                        "webhook_id", webhook());
    }

    private String webhook() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(
                                            server.local().address().resolve("/api/webhooks"))
                                    .header("Authorization", "Bearer " + token(http))
                                    .header("Content-Type", "application/json")
                                    .POST(
                                            BodyPublishers.ofString(
                                                    "{\"url\": \"https://1.1.1.1/hook\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return MAPPER.readTree(answer.body()).path("webhook_id").asText();
        }
    }

    @Test
    void what_is_beyond_a_documented_limit_is_refused_by_its_name() throws Exception {
        List<Beyond> all =
                document.path("paths").properties().stream()
                        .flatMap(path ->
                                path.getValue().properties().stream()
                                        .flatMap(each ->
                                                Beyond.of(
                                                        each.getKey().toUpperCase(Locale.ROOT),
                                                        path.getKey(),
                                                        each.getValue())
                                                        .stream()))
                        .toList();
        assertThat(all).hasSizeGreaterThan(100);

        var faults = new ArrayList<String>();
        try (var http = HttpClient.newHttpClient()) {
            String token = token(http);
            for (Beyond each : all) {
                HttpResponse<String> answer =
                        http.send(request(each, token), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != UNPROCESSABLE
                        || !named(answer.body()).contains(each.field())) {
                    faults.add("%s: %d %s".formatted(each, answer.statusCode(), answer.body()));
                }
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void all_parameters_that_are_wrong_are_named() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(
                                            server.local()
                                                    .address()
                                                    .resolve(
                                                            "/api/batches?limit=0&status=blue&created_after=noon&cursor=%21&priority=low"))
                                    .header("Authorization", "Bearer " + token(http))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(UNPROCESSABLE);
            assertThat(named(answer.body()))
                    .containsExactlyInAnyOrder("limit", "status", "created_after", "cursor");
        }
    }

    private HttpRequest request(Beyond beyond, String token) {
        String path = beyond.path();
        for (Map.Entry<String, String> place : places.entrySet()) {
            path = path.replace("{%s}".formatted(place.getKey()), place.getValue());
        }
        String query = beyond.query();
        return HttpRequest.newBuilder(server.local().address().resolve(path + query))
                .timeout(SOON)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        beyond.method(),
                        beyond.body() == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(beyond.body().toString()))
                .build();
    }

    private static Set<String> named(String body) throws Exception {
        return MAPPER.readTree(body)
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asText())
                .collect(Collectors.toSet());
    }

    private String token(HttpClient http) throws Exception {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(server.local().address().resolve("/api/auth/login"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        BodyPublishers.ofString(
                                                "username=admin&password="
                                                        + URLEncoder.encode(
                                                                LocalServer.PASSWORD,
                                                                StandardCharsets.UTF_8)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return MAPPER.readTree(answer.body()).path("access_token").asText();
    }
}
