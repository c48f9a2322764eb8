package io.batchline.ingest;

import static io.batchline.ingest.RunningIngest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Endpoints of webhooks, their secrets, and what was sent.
class WebhookIT extends OnRunningIngest {
    private static final String WEBHOOKS = "/api/webhooks";
    private static final String DELIVERIES = "/api/webhooks/deliveries";
    private static final String URL = "https://1.1.1.1/hook";

    @BeforeEach
    void clean() throws Exception {
        ingest.sql("delete from webhooks; delete from webhook_secrets");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return ingest.send(ingest.request(path, token).GET());
    }

    private HttpResponse<String> patch(String path, String body) throws Exception {
        return ingest.send(
                ingest.request(path, token)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(body)));
    }

    private JsonNode made(String body) throws Exception {
        HttpResponse<String> answer = ingest.postJson(WEBHOOKS, token, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer);
    }

    private String made() throws Exception {
        return made("{\"url\": \"%s\"}".formatted(URL)).get("webhook_id").asText();
    }

    /// As if it were another tenant's from now on.
    private void goesElsewhere() throws Exception {
        ingest.sql("update webhooks set tenant = 'north'");
        ingest.sql("update webhook_deliveries set tenant = 'north'");
    }

    private void ended(String delivery, String state) throws Exception {
        ingest.sql(
                "update webhook_deliveries set state = '%s', finished_at = now(), next_attempt_at = null, claim = null where delivery_id = '%s'"
                        .formatted(state, delivery));
    }

    @Test
    void an_endpoint_s_secret_is_shown_once_and_then_never_again() throws Exception {
        JsonNode made =
                made(
                        "{\"url\": \"%s\", \"events\": [\"failed\", \"completed\"], \"description\": \"ours\"}"
                                .formatted(URL));

        String secret = made.get("secret").asText();
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(made.get("events").toString()).isEqualTo("[\"completed\",\"failed\"]");
        HttpResponse<String> list = get(WEBHOOKS);
        assertThat(json(list).get("webhooks")).hasSize(1);
        assertThat(list.body()).contains("\"enabled\":true").doesNotContain(secret, "secret");
        String one = WEBHOOKS + "/" + made.get("webhook_id").asText();
        assertThat(get(one).body()).contains("ours").doesNotContain(secret, "secret");
        assertThat(
                        ingest.count(
                                "select count(*) from webhooks where encode(secret, 'base64') = '%s'"
                                        .formatted(secret.substring("whsec_".length()))))
                .isEqualTo(1);
    }

    @Test
    void what_leads_inside_is_refused_with_all_else_that_is_wrong() throws Exception {
        for (String url :
                new String[] {
                    "https://127.0.0.1/", "https://localhost/", "http://1.1.1.1/", "https://[::1]/",
                    "https://169.254.169.254/", "https://u:p@1.1.1.1/", "ftp://1.1.1.1/", "hook"
                }) {
            HttpResponse<String> answer =
                    ingest.postJson(
                            WEBHOOKS,
                            token,
                            "{\"url\": \"%s\", \"events\": [\"done\"]}".formatted(url));
            assertThat(answer.statusCode()).as(url).isEqualTo(422);
            assertThat(json(answer).get("errors").findValuesAsText("field"))
                    .as(url)
                    .containsExactlyInAnyOrder("url", "events");
        }
        HttpResponse<String> batch =
                ingest.postJson(
                        "/api/batches",
                        token,
                        "{\"workload\": \"answer-sheets\", \"name\": \"n\", \"webhook_url\": \"https://10.0.0.1/\"}");
        assertThat(batch.statusCode()).isEqualTo(422);
        assertThat(batch.body()).contains("webhook_url", "private address");
        assertThat(ingest.postJson(WEBHOOKS, token, "{}").body()).contains("is missing");
    }

    @Test
    void a_secret_that_is_changed_signs_beside_the_new_one_for_a_day() throws Exception {
        String id = made();

        JsonNode changed = json(ingest.post(WEBHOOKS + "/" + id + "/secret", token));

        assertThat(changed.get("secret").asText()).startsWith("whsec_");
        assertThat(
                        ingest.count(
                                "select count(*) from webhooks where previous <> secret and previous_until between now() + interval '23 hours' and now() + interval '25 hours'"))
                .isEqualTo(1);
        JsonNode first = json(ingest.post(WEBHOOKS + "/secret", token));
        JsonNode second = json(ingest.post(WEBHOOKS + "/secret", token));
        assertThat(first.get("secret")).isNotEqualTo(second.get("secret"));
        assertThat(
                        ingest.count(
                                "select count(*) from webhook_secrets where tenant = 'default' and encode(previous, 'base64') = '%s'"
                                        .formatted(
                                                first.get("secret")
                                                        .asText()
                                                        .substring("whsec_".length()))))
                .isEqualTo(1);
    }

    @Test
    void a_batch_has_its_own_target_that_no_list_of_endpoints_shows_and_that_goes_with_it()
            throws Exception {
        HttpResponse<String> answer =
                ingest.postJson(
                        "/api/batches",
                        token,
                        "{\"workload\": \"answer-sheets\", \"name\": \"n\", \"webhook_url\": \"%s?token=abc\"}"
                                .formatted(URL));
        String batch = json(answer).get("batch_id").asText();
        assertThat(json(answer).get("webhook_url").asText()).isEqualTo(URL + "?…");
        assertThat(
                        json(ingest.post("/api/batches/" + batch + "/cancel", token))
                                .get("webhook_url")
                                .asText())
                .isEqualTo(URL + "?…");

        assertThat(
                        ingest.count(
                                "select count(*) from webhooks w join webhook_secrets using (tenant) where w.batch_id = '%s' and w.secret is null and cardinality(events) = 5"
                                        .formatted(batch)))
                .isEqualTo(1);
        assertThat(json(get(WEBHOOKS)).get("webhooks")).isEmpty();
        ingest.sql("delete from batches where batch_id = '%s'".formatted(batch));
        assertThat(ingest.count("select count(*) from webhooks")).isZero();
    }

    @Test
    void a_test_is_one_delivery_at_a_time_and_is_replayed_when_it_has_ended() throws Exception {
        // given
        String id = made();
        HttpResponse<String> test = ingest.post(WEBHOOKS + "/" + id + "/test", token);
        assertThat(test.statusCode()).as(test.body()).isEqualTo(202);
        String delivery = json(test).get("delivery_id").asText();
        String replay = DELIVERIES + "/" + delivery + "/replay";

        // when it waits
        assertThat(ingest.post(WEBHOOKS + "/" + id + "/test", token).statusCode()).isEqualTo(409);
        assertThat(ingest.post(replay, token).statusCode()).isEqualTo(409);

        // when it has failed
        ended(delivery, "failed");
        ingest.sql(
                "insert into webhook_attempts values ('%1$s', 1, now(), 0.5, 500, null), ('%1$s', 2, now(), 1, null, 'no answer in time')"
                        .formatted(delivery));
        JsonNode failed = json(get(DELIVERIES + "?state=failed")).get("deliveries").get(0);
        assertThat(failed.get("attempts")).hasSize(2);
        assertThat(failed.get("attempts").get(0).get("status").asInt()).isEqualTo(500);
        assertThat(failed.get("attempts").get(1).get("error").asText()).contains("no answer");
        JsonNode again = json(ingest.post(replay, token));

        // then
        assertThat(again.get("state").asText()).isEqualTo("waiting");
        assertThat(again.get("event_id")).isEqualTo(failed.get("event_id"));
        assertThat(again.get("attempts")).hasSize(2);
        assertThat(get("/metrics").body())
                .contains("batchline_webhook_deliveries{state=\"waiting\"}");
    }

    @Test
    void what_is_disabled_waits_for_nothing_and_is_enabled_by_hand() throws Exception {
        String id = made();
        String test = WEBHOOKS + "/" + id + "/test";
        String delivery = json(ingest.post(test, token)).get("delivery_id").asText();
        String replay = DELIVERIES + "/" + delivery + "/replay";

        JsonNode off = json(patch(WEBHOOKS + "/" + id, "{\"enabled\": false}"));

        assertThat(off.get("enabled").asBoolean()).isFalse();
        assertThat(json(get(DELIVERIES + "/" + delivery)).get("state").asText())
                .isEqualTo("failed");
        assertThat(ingest.post(test, token).statusCode()).isEqualTo(409);
        assertThat(ingest.post(replay, token).statusCode()).isEqualTo(409);
        patch(WEBHOOKS + "/" + id, "{\"enabled\": true, \"events\": [\"failed\"]}");
        assertThat(ingest.count("select count(*) from webhooks where since[1] > created_at"))
                .isEqualTo(1);
        assertThat(ingest.post(replay, token).statusCode()).isEqualTo(202);
        assertThat(get(WEBHOOKS + "/" + id).body()).contains("\"events\":[\"failed\"]");
        assertThat(patch(WEBHOOKS + "/" + id, "{}").statusCode()).isEqualTo(422);
    }

    @Test
    void another_tenant_s_are_not_there() throws Exception {
        String id = made();
        String delivery =
                json(ingest.post(WEBHOOKS + "/" + id + "/test", token)).get("delivery_id").asText();
        goesElsewhere();
        String one = WEBHOOKS + "/" + id;

        assertThat(json(get(WEBHOOKS)).get("webhooks")).isEmpty();
        assertThat(json(get(DELIVERIES)).get("deliveries")).isEmpty();
        assertThat(json(get(DELIVERIES + "?webhook_id=" + id)).get("deliveries")).isEmpty();
        assertThat(get(one).statusCode()).isEqualTo(404);
        assertThat(patch(one, "{\"enabled\": false}").statusCode()).isEqualTo(404);
        assertThat(ingest.delete(one, token).statusCode()).isEqualTo(404);
        assertThat(ingest.post(one + "/secret", token).statusCode()).isEqualTo(404);
        assertThat(ingest.post(one + "/test", token).statusCode()).isEqualTo(404);
        assertThat(get(DELIVERIES + "/" + delivery).statusCode()).isEqualTo(404);
        assertThat(ingest.post(DELIVERIES + "/" + delivery + "/replay", token).statusCode())
                .isEqualTo(404);
        assertThat(ingest.count("select count(*) from webhooks where previous is null"))
                .isEqualTo(1);
    }

    @Test
    void deliveries_are_listed_in_pages_newest_first() throws Exception {
        String id = made();
        for (int i = 0; i < 5; i++) {
            ended(
                    json(ingest.post(WEBHOOKS + "/" + id + "/test", token))
                            .get("delivery_id")
                            .asText(),
                    "delivered");
        }

        JsonNode first = json(get(DELIVERIES + "?limit=3&state=delivered,failed"));
        JsonNode second =
                json(get(DELIVERIES + "?limit=3&cursor=" + first.get("next_cursor").asText()));

        assertThat(first.get("deliveries")).hasSize(3);
        assertThat(second.get("deliveries")).hasSize(2);
        assertThat(second.get("next_cursor").isNull()).isTrue();
        var times = first.get("deliveries").findValuesAsText("created_at");
        times.addAll(second.get("deliveries").findValuesAsText("created_at"));
        assertThat(times).hasSize(5);
        assertThat(get(DELIVERIES + "?state=lost").statusCode()).isEqualTo(422);
        assertThat(get(DELIVERIES + "?cursor=x").statusCode()).isEqualTo(422);
    }

    @Test
    void a_tenant_has_twenty_endpoints_at_most() throws Exception {
        for (int i = 0; i < 20; i++) {
            made();
        }
        HttpResponse<String> more =
                ingest.postJson(WEBHOOKS, token, "{\"url\": \"%s\"}".formatted(URL));

        assertThat(more.statusCode()).isEqualTo(409);
        assertThat(more.body()).contains("20 endpoints");
    }
}
