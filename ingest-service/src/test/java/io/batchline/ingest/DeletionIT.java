package io.batchline.ingest;

import static io.batchline.ingest.RunningIngest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.contract.batch.BatchCommand;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Batches that are deleted, as far as ingest keeps anything of them.
class DeletionIT extends OnRunningIngest {
    private static final String BATCHES = "/api/batches";
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void a_finished_batch_goes_at_once_with_its_rows_and_files() throws Exception {
        // given
        String id = uploaded();
        Path files = ingest.storage().resolve("batches/" + id);
        assertThat(files).exists();
        ended(id, "completed", 1);

        // when
        HttpResponse<String> answer = ingest.delete(BATCHES + "/" + id, token);

        // then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        for (String door : List.of("/start", "/cancel", "/pause", "/resume", "/retry")) {
            assertThat(ingest.post(BATCHES + "/" + id + door, token).statusCode())
                    .as(door)
                    .isEqualTo(404);
        }
        assertThat(ingest.delete(BATCHES + "/" + id, token).statusCode()).isEqualTo(404);
        assertThat(ingest.upload(id, token, BodyPublishers.ofString("zip")).statusCode())
                .isEqualTo(404);
        List<BatchCommand> commands = Published.commandsOf(id, 4);
        assertThat(commands.getLast())
                .isInstanceOfSatisfying(
                        BatchCommand.Delete.class,
                        delete -> assertThat(delete.by()).isEqualTo("admin"));
        await().atMost(SOON).until(() -> Files.notExists(files));
        for (String table :
                List.of("batches", "idempotency_keys", "given_items", "review_decisions")) {
            assertThat(rows(table, id)).as(table).isZero();
        }
        await().atMost(SOON)
                .until(() ->
                        ingest.count(
                                        "select count(*) from deleted_batches where batch_id = '%s' and files_deleted_at is not null"
                                                .formatted(id))
                                == 1);
    }

    @Test
    void what_has_not_ended_stays() throws Exception {
        String id = uploaded();
        assertConflict(id, "processing");
        ended(id, "completed", 1);
        assertThat(ingest.post(BATCHES + "/" + id + "/retry", token).statusCode()).isIn(202, 409);
        ingest.sql(
                "update batches set requested_status = 'processing', requested_generation = 2 where batch_id = '%s'"
                        .formatted(id));
        assertConflict(id, "processing");
        String pending = ingest.create(token, "auto");
        assertConflict(pending, "pending");
        assertThat(ingest.delete(BATCHES + "/unknown", token).statusCode()).isEqualTo(404);
    }

    @Test
    void another_tenants_batch_is_not_there_and_is_not_cleaned_up() throws Exception {
        String id = uploaded();
        ended(id, "failed", 90);
        ingest.sql("update batches set tenant = 'other' where batch_id = '%s'".formatted(id));

        assertThat(ingest.delete(BATCHES + "/" + id, token).statusCode()).isEqualTo(404);
        assertThat(ingest.delete(BATCHES, token).statusCode()).isEqualTo(200);
        assertThat(rows("batches", id)).isEqualTo(1);
    }

    @Test
    void a_clean_up_takes_what_ended_before_the_date_or_thirty_days_ago() throws Exception {
        String old = uploaded();
        ended(old, "cancelled", 31);
        String younger = uploaded();
        ended(younger, "completed", 29);
        String running = uploaded();
        ended(running, "completed", 60);
        ingest.sql(
                "update batch_states set status = 'processing' where batch_id = '%s'"
                        .formatted(running));

        assertThat(json(ingest.delete(BATCHES, token)).get("deleted").asInt()).isEqualTo(1);
        assertThat(rows("batches", old)).isZero();
        assertThat(rows("batches", younger)).isEqualTo(1);
        String path = "/api/v1/batch-processing/cleanup?finished_before=2100-01-01T00:00:00Z";
        assertThat(json(ingest.delete(path, token)).get("deleted").asInt()).isPositive();
        assertThat(rows("batches", younger)).isZero();
        assertThat(rows("batches", running)).isEqualTo(1);
        HttpResponse<String> bad = ingest.delete(BATCHES + "?finished_before=soon", token);
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(json(bad).get("errors").get(0).get("field").asText())
                .isEqualTo("finished_before");
    }

    private void assertConflict(String id, String status) throws Exception {
        HttpResponse<String> answer = ingest.delete(BATCHES + "/" + id, token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains(status);
    }

    private String uploaded() throws Exception {
        String id = ingest.create(token, "auto");
        assertThat(ingest.upload(id, token, BodyPublishers.ofString("zip")).statusCode())
                .isEqualTo(200);
        return id;
    }

    private void ended(String id, String status, int daysAgo) throws Exception {
        ingest.sql(
                """
                insert into batch_states (batch_id, generation, status, stage, counts, completed_at, updated_at)
                values ('%s', 1, '%s', 'cleanup',
                        '{"total":0,"waiting":0,"running":0,"retrying":0,"succeeded":0,"failed":0,"cancelled":0}',
                        now() - interval '%d days', now())
                """
                        .formatted(id, status, daysAgo));
    }

    private long rows(String table, String id) throws Exception {
        return ingest.count("select count(*) from %s where batch_id = '%s'".formatted(table, id));
    }
}
