package io.batchline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// A person looks at doubtful fields and decides.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ReviewIT {
    private static final int ITEMS = 20;
    private static final int DOUBTFUL_PERCENT = 20;

    private Path folder;
    private LocalServer server;
    private Rehearsals rehearsals;
    private ReviewClient review;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path given) throws Exception {
        folder = given;
        server = LocalServer.start(folder.resolve("data"));
        rehearsals = Rehearsals.of(server.api(), server.api(), folder);
        review = new ReviewClient(server.local().address(), server.local().ownersToken());
    }

    @AfterAll
    void stop() throws IOException {
        review.close();
        server.close();
    }

    @Test
    void decisions_are_listed_with_crops_recorded_read_again_and_written_on_request()
            throws Exception {
        // given
        BatchId batch = completed();
        List<JsonNode> doubts = review.all(batch, 3);
        assertThat(doubts).hasSizeBetween(3, ITEMS);
        JsonNode first = doubts.getFirst();
        JsonNode second = doubts.get(1);
        assertThat(first.path("field").asText()).isEqualTo("answer");
        assertThat(first.path("value").asText()).isEqualTo("B");
        assertThat(first.path("file").asText()).startsWith("item-");
        assertThat(review.list(batch, "").path("open").asInt()).isEqualTo(doubts.size());
        isPicture(review.get(first.path("crop").asText()));
        isPicture(review.get(first.path("overlay").asText()));

        // when one field is decided
        JsonNode answer = review.decided(batch, first, "AC", false, 202);

        // then its row is new, the results are as they were, and the decision is on record
        assertThat(answer.at("/decisions/0/before").asText()).isEqualTo("B");
        awaitCompleted(batch);
        await("the new row").until(() -> answerOf(first).equals("AC"));
        JsonNode shown = review.list(batch, "?decided=true");
        assertThat(shown.path("results_old").asBoolean()).isTrue();
        JsonNode decision = shown.at("/fields/0/decisions/0");
        assertThat(decision.path("before").asText()).isEqualTo("B");
        assertThat(decision.path("after").asText()).isEqualTo("AC");
        assertThat(decision.path("by").asText()).isEqualTo("admin");
        assertThat(decision.path("at").asText()).isNotBlank();
        assertThat(csvAnswer(batch, first)).isEqualTo("B");
        isPicture(review.get(shown.at("/fields/0/crop").asText()));
        isConsistent(batch);

        // when the same is decided once more, nothing happens
        assertThat(review.decided(batch, first, "AC", false, 200).path("changed").asBoolean())
                .isFalse();

        // when another is decided, and the results are wanted
        review.decided(batch, second, "", true, 202);
        awaitCompleted(batch);

        // then both are in the CSV and in the database
        assertThat(csvAnswer(batch, first)).isEqualTo("AC");
        assertThat(csvAnswer(batch, second)).isEmpty();
        assertThat(loadedAnswer(batch, first)).isEqualTo("AC");
        assertThat(review.list(batch, "").path("results_old").asBoolean()).isFalse();
        assertThat(review.list(batch, "").path("decided").asInt()).isEqualTo(2);
        isConsistent(batch);

        // when the mind is changed, and the results are asked for afterwards
        review.decided(batch, first, "D", false, 202);
        awaitCompleted(batch);
        review.regenerated(batch);
        awaitCompleted(batch);

        // then the history shows both
        JsonNode changed = review.list(batch, "?decided=true").at("/fields/0");
        assertThat(changed.path("counts").asText()).isEqualTo("D");
        assertThat(changed.path("decisions")).hasSize(2);
        assertThat(changed.at("/decisions/1/before").asText()).isEqualTo("AC");
        assertThat(csvAnswer(batch, first)).isEqualTo("D");
        isConsistent(batch);
    }

    @Test
    void what_can_not_be_meant_is_refused_with_the_reason() throws Exception {
        BatchId batch = completed();
        JsonNode doubt = review.all(batch, 100).getFirst();
        String job = doubt.path("job_id").asText();
        String certain = batch + ".000001";

        assertThat(refusal(review.decide(batch, job, "answer", "E", false), 422))
                .contains("A, B, C, D");
        assertThat(refusal(review.decide(batch, job, "answer", "CA", false), 422))
                .contains("in this order");
        assertThat(refusal(review.decide(batch, job, "q9", "A", false), 422))
                .contains("is in no doubt: there are answer");
        assertThat(refusal(review.decide(batch, certain, "answer", "A", false), 422))
                .contains("is in no doubt: there are none");
        assertThat(refusal(review.decide(batch, batch + ".000099", "answer", "A", false), 404))
                .contains("not an item");
        BatchId pending = server.api().create("rehearsal", "waits for its file");
        assertThat(refusal(review.regenerate(pending), 409)).contains("when it has completed");
    }

    @Test
    void any_item_is_drawn_on_request() throws Exception {
        BatchId batch = completed();

        HttpResponse<byte[]> drawn = review.get("/api/jobs/%s.000001/overlay.png".formatted(batch));

        isPicture(drawn);
        String tag = drawn.headers().firstValue("ETag").orElseThrow();
        assertThat(review.get("/api/jobs/%s.000001/overlay.png".formatted(batch), tag).statusCode())
                .isEqualTo(304);
        assertThat(review.get("/api/jobs/%s.000099/overlay.png".formatted(batch)).statusCode())
                .isEqualTo(404);
    }

    private BatchId completed() throws Exception {
        BatchId batch =
                rehearsals.start(
                        Rehearsals.request(
                                Priority.NORMAL,
                                RehearsalOptions.empty(ITEMS).doubting(DOUBTFUL_PERCENT)));
        awaitCompleted(batch);
        return batch;
    }

    private void awaitCompleted(BatchId batch) {
        await("the batch is completed")
                .atMost(Duration.ofSeconds(60))
                .until(() -> rehearsals.status(batch).equals("completed"));
    }

    private String answerOf(JsonNode doubt) throws Exception {
        return review.json(review.get("/api/jobs/" + doubt.path("job_id").asText()))
                .at("/result/answer")
                .asText();
    }

    private String csvAnswer(BatchId batch, JsonNode doubt) throws Exception {
        Path csv = folder.resolve("results.csv");
        server.api().download(batch, "results.csv", csv);
        return Objects.requireNonNull(
                        Sheets.rows(csv).get(doubt.path("file").asText()), "no such row")
                .getOrDefault("answer", "");
    }

    private String loadedAnswer(BatchId batch, JsonNode doubt) throws SQLException {
        var database = server.local().database();
        try (var connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                var query =
                        connection.prepareStatement(
                                "select fields ->> 'answer' from results where batch_id = ? and job_id = ?")) {
            query.setString(1, batch.value());
            query.setString(2, doubt.path("job_id").asText());
            var row = query.executeQuery();
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private void isConsistent(BatchId batch) throws Exception {
        JsonNode audit = server.api().audit(batch);
        assertThat(audit.path("verdict").asText()).as(audit.toString()).isEqualTo("consistent");
    }

    private static void isPicture(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(new String(answer.body(), 1, 3, StandardCharsets.US_ASCII)).isEqualTo("PNG");
    }

    private static String refusal(HttpResponse<byte[]> answer, int status) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(body).isEqualTo(status);
        return body;
    }
}
