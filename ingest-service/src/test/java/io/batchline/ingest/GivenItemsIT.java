package io.batchline.ingest;

import static io.batchline.ingest.RunningIngest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.source.GivenItem;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Items that come with a request.
class GivenItemsIT extends OnRunningIngest {
    private static final String BATCHES = "/api/batches";

    @Test
    void a_batch_created_with_its_items_starts_at_once_and_they_are_its_source() throws Exception {
        HttpResponse<String> answer =
                create(
                        "auto",
                        "[\"https://example.org/a\", {\"job_id\": \"n-1\", \"x\": [1, null]}]");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(json(answer).get("status").asText()).isEqualTo("processing");
        String id = json(answer).get("batch_id").asText();
        List<GivenItem> items = stored(id);
        assertThat(items).hasSize(2);
        assertThat(items.get(0).jobId()).isNull();
        assertThat(items.get(0).data().get("url").asText()).isEqualTo("https://example.org/a");
        assertThat(items.get(1).jobId()).isEqualTo("n-1");
        assertThat(items.get(1).data()).hasToString("{\"x\":[1,null]}");
        var uploaded = (BatchCommand.Uploaded) Published.commandsOf(id, 2).get(1);
        assertThat(uploaded.source().blob()).isEqualTo(BlobKey.givenItems(new BatchId(id)));
        assertThat(ingest.upload(id, token, BodyPublishers.ofString("zip")).statusCode())
                .isEqualTo(409);
    }

    @Test
    void items_are_added_to_a_batch_that_waits_for_its_start() throws Exception {
        String id = json(create("manual", "[{\"a\": 1}]")).get("batch_id").asText();

        JsonNode added = json(add(id, "[{\"a\": 2, \"job_id\": \"late\"}, {\"a\": 3}]"));
        assertThat(added.get("added").asInt()).isEqualTo(2);
        assertThat(added.get("items").asInt()).isEqualTo(3);
        assertThat(ingest.upload(id, token, BodyPublishers.ofString("zip")).statusCode())
                .isEqualTo(409);
        HttpResponse<String> started = ingest.post(BATCHES + "/" + id + "/start", token);
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        assertThat(json(started).get("status").asText()).isEqualTo("processing");
        assertThat(ingest.post(BATCHES + "/" + id + "/start", token).statusCode()).isEqualTo(202);

        assertThat(stored(id))
                .extracting(item -> item.data().get("a").asInt())
                .containsExactly(1, 2, 3);
        assertThat(add(id, "[{\"a\": 4}]").statusCode()).isEqualTo(409);
        assertThat(Published.commandsOf(id, 3).stream().map(Object::getClass))
                .containsExactly(
                        BatchCommand.Create.class,
                        BatchCommand.Uploaded.class,
                        BatchCommand.Start.class);
        assertThat(
                        ingest.count(
                                "select count(*) from given_items where data is not null and batch_id = '%s'"
                                        .formatted(id)))
                .isZero();
    }

    @Test
    void an_id_is_given_once_in_a_tenant_and_nothing_stays_of_a_refused_request() throws Exception {
        assertThat(create("auto", "[{\"job_id\": \"one\"}]").statusCode()).isEqualTo(201);
        long batches = ingest.count("select count(*) from batches");

        HttpResponse<String> again =
                create("auto", "[{\"job_id\": \"two\"}, {\"job_id\": \"one\"}]");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(json(again).get("detail").asText()).contains("one").doesNotContain("two");
        assertThat(ingest.count("select count(*) from batches")).isEqualTo(batches);
        assertThat(create("auto", "[{\"job_id\": \"two\"}]").statusCode()).isEqualTo(201);
        String manual =
                json(create("manual", "[{\"job_id\": \"three\"}]")).get("batch_id").asText();
        assertThat(add(manual, "[{\"job_id\": \"four\"}, {\"job_id\": \"three\"}]").body())
                .contains("three")
                .doesNotContain("four");
        assertThat(json(add(manual, "[{\"job_id\": \"four\"}]")).get("items").asInt()).isEqualTo(2);
    }

    @Test
    void every_bad_item_is_named_by_its_place() throws Exception {
        HttpResponse<String> answer =
                create(
                        "auto",
                        """
                        ["ftp://x/y", 7, {"job_id": "a b"}, {"job_id": 5}, {"job_id": "d"}, {"job_id": "d"},
                         {"url": "no url"}, {"job_id": "123e4567-e89b-12d3-a456-426614174000.000001"}]
                        """);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(fields(answer))
                .containsExactly(
                        "items[0]",
                        "items[1]",
                        "items[2].job_id",
                        "items[3].job_id",
                        "items[5].job_id",
                        "items[6].url",
                        "items[7].job_id");
        assertThat(fields(create("auto", "[]"))).containsExactly("items");
        assertThat(fields(create("auto", "{}"))).containsExactly("items");
    }

    @Test
    void a_workload_that_needs_a_source_says_so() throws Exception {
        HttpResponse<String> answer =
                ingest.postJson(
                        BATCHES,
                        token,
                        "{\"workload\": \"answer-sheets\", \"name\": \"x\", \"items\": [\"http://a.b/\"]}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("needs a source").contains("answer-sheets");
    }

    @Test
    void items_are_for_a_pending_batch_without_a_source_that_waits_for_its_start()
            throws Exception {
        assertThat(add("nothing", "[{}]").statusCode()).isEqualTo(404);
        String auto = json(createWithout("auto")).get("batch_id").asText();
        assertThat(add(auto, "[{}]").statusCode()).isEqualTo(409);
        String sourced = json(createWithout("manual")).get("batch_id").asText();
        assertThat(ingest.upload(sourced, token, BodyPublishers.ofString("zip")).statusCode())
                .isEqualTo(200);
        assertThat(add(sourced, "[{}]").statusCode()).isEqualTo(409);
        String empty = json(createWithout("manual")).get("batch_id").asText();
        assertThat(ingest.post(BATCHES + "/" + empty + "/start", token).statusCode())
                .isEqualTo(409);
        assertThat(
                        fields(
                                ingest.postJson(
                                        BATCHES + "/" + empty + "/items", token, "{\"more\": 1}")))
                .containsExactlyInAnyOrder("items", "more");
    }

    private HttpResponse<String> create(String start, String items) throws Exception {
        return ingest.postJson(
                BATCHES,
                token,
                "{\"workload\": \"rehearsal\", \"name\": \"x\", \"start\": \"%s\", \"items\": %s}"
                        .formatted(start, items));
    }

    private HttpResponse<String> createWithout(String start) throws Exception {
        return ingest.postJson(
                BATCHES,
                token,
                "{\"workload\": \"rehearsal\", \"name\": \"x\", \"start\": \"%s\"}"
                        .formatted(start));
    }

    private HttpResponse<String> add(String id, String items) throws Exception {
        return ingest.postJson(
                BATCHES + "/" + id + "/items", token, "{\"items\": %s}".formatted(items));
    }

    private List<GivenItem> stored(String id) throws IOException {
        var items = new ArrayList<GivenItem>();
        Path blob = ingest.storage().resolve(BlobKey.givenItems(new BatchId(id)).value());
        try (var bytes = Files.newInputStream(blob)) {
            GivenItem.each(bytes, items::add);
        }
        return items;
    }

    private static List<String> fields(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        var fields = new ArrayList<String>();
        json(answer).get("errors").forEach(error -> fields.add(error.get("field").asText()));
        return fields;
    }
}
