package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.blob.FolderBlobStore;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.work.DrawRequest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Doubtful fields and pictures, where no worker is.
@Timeout(60)
final class PicturesIT extends OnGateway {
    private static final String ROW = "{\"file\": \"a.jpg\"}";

    private FolderBlobStore blobs;

    @BeforeAll
    void prepare() throws Exception {
        blobs = new FolderBlobStore(storage);
    }

    @Test
    void a_picture_that_is_kept_is_sent_and_known_again_by_its_tag() throws Exception {
        BatchId batch = batch();
        put(new DrawRequest(batch, 0, 1, 1).overlay(), "a picture");

        HttpResponse<String> answer = overlay(batch, 0);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(answer.body()).isEqualTo("a picture");
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(gateway.get(path(batch, 0), "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void without_a_worker_it_says_so_and_when_to_ask_again() throws Exception {
        HttpResponse<String> answer = overlay(batch(), 0);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("no worker alive for stage process");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void what_can_not_be_drawn_is_said_with_the_reason() throws Exception {
        BatchId batch = batch();
        gateway.item(batch, 1, "failed", null, "no_markers");
        gateway.item(batch, 2, "running", null, null);
        gateway.item(batch, 3, "succeeded", null, null);
        put(
                new DrawRequest(batch, 0, 1, 1).failure(),
                "{\"cause\": \"corrupt_picture\", \"message\": \"it breaks off\"}");

        assertThat(refused(overlay(batch, 0), 404)).contains("it breaks off (corrupt_picture)");
        assertThat(refused(overlay(batch, 1), 404)).contains("why (no_markers)");
        assertThat(refused(overlay(batch, 2), 404)).contains("the item is running");
        assertThat(refused(overlay(batch, 3), 404)).contains("separator");
        assertThat(refused(overlay(batch, 9), 404)).contains("there is no item");
    }

    @Test
    void where_the_source_is_gone_nothing_can_be_drawn() throws Exception {
        BatchId batch = batch();
        assertThat(blobs.delete(BlobKey.source(batch))).isTrue();

        assertThat(refused(overlay(batch, 0), 410)).contains("source is deleted");
    }

    @Test
    void a_picture_that_is_kept_outlives_the_source_and_a_crop_that_is_not_is_gone()
            throws Exception {
        BatchId batch = batch();
        doubt(batch, 0, 0, "q1");
        doubt(batch, 0, 1, "q2");
        put(new DrawRequest(batch, 0, 1, 1).overlay(), "a picture");
        put(BlobKey.attachment(batch, 0, 1, 1, "crop-q1.png"), "a crop");
        assertThat(blobs.delete(BlobKey.source(batch))).isTrue();
        String crops = "/api/jobs/%s/crops/".formatted(JobId.of(batch, 0));

        assertThat(overlay(batch, 0).body()).isEqualTo("a picture");
        assertThat(gateway.get(crops + "crop-q1.png").body()).isEqualTo("a crop");
        assertThat(refused(gateway.get(crops + "crop-q2.png"), 410)).contains("not kept any more");
        assertThat(refused(gateway.get(crops + "crop-q3.png"), 404)).contains("crop-q3.png");
    }

    @Test
    void doubtful_fields_are_listed_with_their_crops_for_their_tenant_only() throws Exception {
        BatchId batch = batch();
        doubt(batch, 0, 0, "q1");
        doubt(batch, 0, 1, "q2");
        decided(batch, 0, "q2");
        put(BlobKey.attachment(batch, 0, 1, 1, "crop-q1.png"), "a crop");
        String list = "/api/batches/%s/review".formatted(batch);

        JsonNode page = gateway.json(list + "?limit=1");
        JsonNode first = page.at("/fields/0");
        assertThat(first.path("field").asText()).isEqualTo("q1");
        assertThat(first.path("file").asText()).isEqualTo("scan-0.jpg");
        assertThat(first.at("/choices/1/value").asText()).isEqualTo("B");
        assertThat(first.path("decided").asBoolean()).isFalse();
        assertThat(page.path("open").asInt()).isEqualTo(1);
        assertThat(page.path("decided").asInt()).isEqualTo(1);
        assertThat(page.path("results_old").asBoolean()).isTrue();
        JsonNode rest = gateway.json(list + "?limit=1&cursor=" + page.path("next_cursor").asText());
        assertThat(rest.at("/fields/0/decisions/0/after").asText()).isEqualTo("A");
        assertThat(rest.path("next_cursor").isNull()).isTrue();
        assertThat(gateway.json(list + "?decided=true").at("/fields/0/counts").asText())
                .isEqualTo("A");
        assertThat(gateway.json(list + "?decided=false").path("fields")).hasSize(1);

        HttpResponse<String> answer = gateway.get(list);
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(gateway.get(list, "If-None-Match", tag).statusCode()).isEqualTo(304);

        String crop = first.path("crop").asText();
        assertThat(gateway.get(crop).body()).isEqualTo("a crop");
        assertThat(gateway.get(crop.replace("q1", "q9")).statusCode()).isEqualTo(404);
        String stranger = gateway.tokenFor("eve", new TenantId("south"));
        assertThat(gateway.getAs(stranger, crop).statusCode()).isEqualTo(404);
        assertThat(gateway.getAs(stranger, list).statusCode()).isEqualTo(404);
        assertThat(gateway.getAs(stranger, path(batch, 0)).statusCode()).isEqualTo(404);
        assertThat(gateway.getAs("", list).statusCode()).isEqualTo(401);
    }

    @Test
    void items_with_a_field_that_nobody_has_decided_are_counted_in_the_list_and_the_status()
            throws Exception {
        BatchId batch = batch();
        gateway.item(batch, 1, "succeeded", ROW, null);
        doubt(batch, 0, 1, "q1");
        doubt(batch, 0, 2, "q2");
        doubt(batch, 1, 1, "q1");
        assertThat(toReview(batch)).isEqualTo(2);

        decided(batch, 0, "q1");
        assertThat(toReview(batch)).isEqualTo(2);
        decided(batch, 0, "q2");

        assertThat(toReview(batch)).isEqualTo(1);
        assertThat(gateway.json("/api/batches?limit=500").get("batches"))
                .filteredOn(row -> row.get("batch_id").asText().equals(batch.value()))
                .extracting(row -> row.get("items_to_review").asLong())
                .containsExactly(1L);
    }

    private long toReview(BatchId batch) throws Exception {
        return gateway.json("/api/batches/%s/status".formatted(batch))
                .get("items_to_review")
                .asLong();
    }

    /// A batch with a source and one item that was read.
    private BatchId batch() throws Exception {
        BatchId batch = gateway.created("with pictures").batchId();
        put(BlobKey.source(batch), "a source");
        gateway.execute(
                "update batches set source = ?::jsonb where batch_id = ?",
                "{\"blob\": \"%s\", \"file_name\": \"a.zip\", \"size\": 8}"
                        .formatted(BlobKey.source(batch)),
                batch.value());
        gateway.item(batch, 0, "succeeded", ROW, null);
        return batch;
    }

    private void doubt(BatchId batch, int index, int place, String field) throws Exception {
        gateway.execute(
                """
                insert into review_fields values (?, ?, ?, ?, 1, 1, ?, 'B', 0.6, 'second_mark', ?::json, ?)
                """,
                batch.value(),
                index,
                place,
                JobId.of(batch, index).value(),
                field,
                """
                [{"value": "A", "fill": 0.3, "marked": false}, {"value": "B", "fill": 0.9, "marked": true}]
                """,
                "crop-%s.png".formatted(field));
    }

    private void decided(BatchId batch, int index, String field) throws Exception {
        gateway.execute(
                """
                insert into review_decisions (batch_id, item_index, field, value_before, value,
                    decided_by, decided_at, generation)
                values (?, ?, ?, 'B', 'A', 'ann', now(), 2)
                """,
                batch.value(),
                index,
                field);
    }

    private static String path(BatchId batch, int index) {
        return "/api/jobs/%s/overlay.png".formatted(JobId.of(batch, index));
    }

    private HttpResponse<String> overlay(BatchId batch, int index) throws Exception {
        return gateway.get(path(batch, index));
    }

    private static String refused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return answer.body();
    }

    private void put(BlobKey key, String text) throws Exception {
        blobs.put(key, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
