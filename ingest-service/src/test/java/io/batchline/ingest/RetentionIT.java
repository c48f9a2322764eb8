package io.batchline.ingest;

import static io.batchline.ingest.RunningIngest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.batch.BatchCommand;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is removed when its time is over, on rows that ended long ago.
class RetentionIT extends OnRunningIngest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void a_source_goes_after_its_days_and_the_results_stay() throws Exception {
        String old = ended(91, "failed");
        String young = ended(89, "failed");
        String running = ended(500, "processing");
        String retried = ended(500, "failed");
        ingest.sql(
                "update batches set requested_status = 'processing', requested_generation = 2 where batch_id = '%s'"
                        .formatted(retried));

        look();

        await().atMost(SOON)
                .until(() -> rows("batches", old, "source_removed_at is not null") == 1);
        assertThat(
                        rows(
                                "batches",
                                old,
                                "source is null and source_bytes is null and source_kept_days = 90"))
                .isEqualTo(1);
        assertThat(file(old, "source")).doesNotExist();
        assertThat(rows("item_data", old, "true")).isZero();
        assertThat(file(old, "g1/r1/results.csv")).exists();
        assertThat(rows("results", old, "true")).isEqualTo(1);
        for (String kept : List.of(young, running, retried)) {
            assertThat(file(kept, "source")).exists();
            assertThat(rows("batches", kept, "source is not null and results_removed_at is null"))
                    .isEqualTo(1);
        }
        gone(old, "/retry", "", "source", "90 days", "keep_sources_days");
        gone(
                old,
                "/review",
                "{\"decisions\": [{\"job_id\": \"%s.000000\", \"field\": \"q1\", \"value\": \"A\"}]}"
                        .formatted(old),
                "source");
    }

    @Test
    void results_go_after_theirs_and_the_items_stay_as_they_ended() throws Exception {
        String old = ended(366, "completed");

        look();

        await().atMost(SOON).until(() -> rows("batches", old, "results_kept_days = 365") == 1);
        for (String table : List.of("results", "review_fields", "review_decisions")) {
            assertThat(rows(table, old, "true")).as(table).isZero();
        }
        assertThat(rows("items", old, "state = 'succeeded' and result is null")).isEqualTo(1);
        assertThat(rows("loads", old, "rows = 1")).isEqualTo(1);
        assertThat(file(old, "g1")).doesNotExist();
        assertThat(file(old, "items")).doesNotExist();
    }

    @Test
    void the_whole_batch_goes_the_way_of_every_deletion() throws Exception {
        String old = ended(731, "completed");

        look();

        await().atMost(SOON).until(() -> rows("batches", old, "true") == 0);
        assertThat(rows("deleted_batches", old, "deleted_by = 'retention'")).isEqualTo(1);
        await().atMost(SOON).until(() -> Files.notExists(file(old, "")));
        assertThat(Published.commandsOf(old, 3).getLast())
                .isInstanceOfSatisfying(
                        BatchCommand.Delete.class,
                        delete -> assertThat(delete.by()).isEqualTo("retention"));
    }

    @Test
    void a_tenant_may_keep_things_shorter_and_says_so_itself() throws Exception {
        ingest.sql(
                "insert into tenants (tenant, created_by, created_at, keep_sources_days) values ('short', 'admin', now(), 3)");
        String theirs = ended(4, "completed");
        ingest.sql("update batches set tenant = 'short' where batch_id = '%s'".formatted(theirs));
        String ours = ended(4, "completed");

        look();

        await().atMost(SOON).until(() -> rows("batches", theirs, "source_kept_days = 3") == 1);
        assertThat(file(ours, "source")).exists();
        JsonNode days =
                json(patch("short", "{\"keep_sources_days\": null, \"keep_audit_days\": 30}"));
        assertThat(days.toString())
                .isEqualTo(
                        "{\"tenant\":\"short\",\"keep_sources_days\":90,\"keep_results_days\":365,\"keep_history_days\":730,\"keep_analytics_days\":1100,\"keep_audit_days\":30}");
        assertThat(patch("unheard", "{}").statusCode()).isEqualTo(404);
        HttpResponse<String> bad =
                patch(
                        "short",
                        "{\"keep_sources_days\": 0, \"keep_history_days\": \"ever\", \"x\": 1}");
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(bad.body()).contains("keep_sources_days", "keep_history_days", "\"x\"", "36500");
    }

    @Test
    void the_audit_log_and_the_facts_have_their_days_too() throws Exception {
        ingest.sql(
                """
                insert into audit_log (at, tenant, credential, address, action, subject, outcome, status)
                values (now() - interval '401 days', 'default', 'none', 'a', 'old', 's', 'done', 200),
                       (now() - interval '399 days', 'default', 'none', 'a', 'young', 's', 'done', 200);
                insert into analytics_batches values
                    (sha256('old'), 'default', 'w', 1, 'completed', null, now() - interval '1101 days', 1, 1, 0, 0),
                    (sha256('young'), 'default', 'w', 1, 'completed', null, now() - interval '1099 days', 1, 1, 0, 0);
                insert into analytics_failures values (sha256('old'), 'default', 'c', 1);
                """);

        look();

        await().atMost(SOON)
                .until(() ->
                        ingest.count(
                                        "select count(*) from analytics_batches where fact_id = sha256('old')")
                                == 0);
        assertThat(
                        ingest.count(
                                "select count(*) from analytics_failures where fact_id = sha256('old')"))
                .isZero();
        assertThat(
                        ingest.count(
                                "select count(*) from analytics_batches where fact_id = sha256('young')"))
                .isEqualTo(1);
        assertThat(ingest.count("select count(*) from audit_log where action = 'old'")).isZero();
        assertThat(ingest.count("select count(*) from audit_log where action = 'young'"))
                .isEqualTo(1);
    }

    /// Saying how long something is kept begins a round.
    private void look() throws Exception {
        assertThat(patch("default", "{\"keep_results_days\": null}").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> patch(String tenant, String body) throws Exception {
        return ingest.send(
                ingest.request("/api/tenants/" + tenant, token)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(body)));
    }

    private void gone(String batch, String door, String body, String... words) throws Exception {
        String path = "/api/batches/" + batch + door;
        HttpResponse<String> answer =
                body.isEmpty() ? ingest.post(path, token) : ingest.postJson(path, token, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(410);
        assertThat(answer.body()).contains(words);
    }

    /// A batch with a source, files, an item, a row and a doubt.
    private String ended(int daysAgo, String status) throws Exception {
        String id = ingest.create(token, "auto");
        assertThat(ingest.upload(id, token, BodyPublishers.ofString("zip")).statusCode())
                .isEqualTo(200);
        for (String name : List.of("g1/r1/results.csv", "items/0/g1/r1/crop-q1.png")) {
            Files.createDirectories(file(id, name).getParent());
            Files.writeString(file(id, name), "x");
        }
        ingest.sql(
                """
                insert into items (batch_id, item_index, job_id, state, generation, run, result, updated_at)
                values ('%1$s', 0, '%1$s.000000', 'succeeded', 1, 1, '{"a":1}', now());
                insert into item_data values ('%1$s', 0, 1, '{}');
                insert into review_fields values ('%1$s', 0, 0, '%1$s.000000', 1, 1, 'q1', 'A', 0.5, 'faint', '[]', 'crop-q1.png');
                insert into review_decisions (batch_id, item_index, field, value_before, value, decided_by, decided_at, generation)
                values ('%1$s', 0, 'q1', 'A', 'B', 'admin', now(), 2);
                insert into loads values ('%1$s', 1, 1, 1, now());
                insert into results (batch_id, row_number, job_id, file, fields) values ('%1$s', 1, '%1$s.000000', 'f', '{}');
                insert into batch_states (batch_id, generation, status, stage, counts, completed_at, updated_at)
                values ('%1$s', 1, '%2$s', 'cleanup',
                        '{"total":1,"waiting":0,"running":0,"retrying":0,"succeeded":1,"failed":0,"cancelled":0}',
                        now() - interval '%3$d days', now());
                """
                        .formatted(id, status, daysAgo));
        return id;
    }

    private Path file(String batch, String name) {
        return ingest.storage().resolve("batches/" + batch).resolve(name);
    }

    private long rows(String table, String batch, String condition) throws Exception {
        return ingest.count(
                "select count(*) from %s where batch_id = '%s' and %s"
                        .formatted(table, batch, condition));
    }
}
