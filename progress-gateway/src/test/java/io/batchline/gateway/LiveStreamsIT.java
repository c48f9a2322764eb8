package io.batchline.gateway;

import static io.batchline.contract.progress.ProgressStage.CANCELLED;
import static io.batchline.contract.progress.ProgressStage.COMPLETED;
import static io.batchline.contract.progress.ProgressStage.EXTRACTING;
import static io.batchline.contract.progress.ProgressStage.PROCESSING;
import static io.batchline.contract.progress.ProgressStage.UPLOADING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKey;
import io.batchline.contract.topic.Json;
import io.batchline.contract.topic.Topics;
import io.batchline.gateway.StreamReader.Event;
import io.batchline.testkit.TestBroker;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The stream of all batches, items in a batch's stream, and a gateway that is full.
@Timeout(120)
final class LiveStreamsIT extends OnGateway {
    private static final WorkerId WORKER = new WorkerId("w1");

    @Test
    void all_batches_of_the_tenant_come_on_one_stream_and_a_broken_one_goes_on() throws Exception {
        BatchDefinition exam = begun("exam");
        BatchDefinition other = begun("other");
        String last;
        try (StreamReader stream = all(gateway.token())) {
            next(stream, exam, other);
            next(stream, exam, other);
            gateway.progress(exam.batchId(), PROCESSING, 10);
            Event next = next(stream, exam);
            assertThat(next.data()).contains("\"progress_percentage\":10.0");
            last = Objects.requireNonNull(next.id());
        }
        gateway.progress(exam.batchId(), PROCESSING, 20);
        gateway.progress(other.batchId(), COMPLETED, 100);

        try (StreamReader stream = all(gateway.token(), "Last-Event-ID", last)) {
            List<Event> missed = List.of(next(stream, exam, other), next(stream, exam, other));
            assertThat(missed)
                    .extracting(Event::name)
                    .containsExactlyInAnyOrder("progress", "complete");
            // It goes on behind the end of one.
            gateway.progress(exam.batchId(), PROCESSING, 30);
            assertThat(next(stream, exam).data()).contains("\"progress_percentage\":30.0");
        }
    }

    @Test
    void a_batch_that_has_not_begun_is_shown_to_who_comes_and_to_who_is_there() throws Exception {
        BatchDefinition first = known("waits");
        String end;
        try (StreamReader stream = all(gateway.token())) {
            Event there = next(stream, first);
            assertThat(there.name()).isEqualTo("progress");
            assertThat(there.data())
                    .contains("\"message\":\"Nothing has happened yet\"")
                    .doesNotContain("\"id\":");
            BatchDefinition second = known("comes");
            end = Objects.requireNonNull(next(stream, second).id());
            long position = gateway.progress(second.batchId(), UPLOADING, 50);
            assertThat(next(stream, second).data()).contains("\"id\":\"%d\"".formatted(position));
        }
        try (StreamReader stream = all(gateway.token(), "Last-Event-ID", end)) {
            next(stream, first);
        }
    }

    @Test
    void items_that_nobody_will_work_on_any_more_are_cancelled_with_their_batch() throws Exception {
        BatchId batch = begun("cancelled").batchId();
        try (StreamReader stream = gateway.stream(batch, "?items=true")) {
            stream.next(1);
            item(started(batch, 0));
            item(started(batch, 1));
            item(
                    new ItemEvent.Failed(
                            run(batch, 1),
                            WORKER,
                            FailureKind.PERMANENT,
                            "broken",
                            "is broken",
                            true,
                            Instant.now()));
            while (!stream.next(1).getFirst().data().contains("\"failed\"")) {
                // Started ones come before.
            }
            gateway.progress(batch, CANCELLED, 0);

            List<Event> last = stream.rest();
            assertThat(last).extracting(Event::name).containsExactly("item", "error");
            var data = Json.mapper().readTree(last.getFirst().data());
            assertThat(data.get("index").asInt()).isZero();
            assertThat(data.get("state").asText()).isEqualTo("cancelled");
        }
    }

    @Test
    void nobody_sees_a_batch_of_another_tenant() throws Exception {
        BatchDefinition mine = begun("mine");
        String stranger = gateway.tokenFor("sue", new TenantId("south"));

        try (StreamReader stream = all(stranger);
                StreamReader own = all(gateway.token())) {
            assertThat(stream.line()).isEqualTo("retry: 2000");
            gateway.progress(mine.batchId(), PROCESSING, 50);
            next(own, mine);
            assertThat(stream.line()).isEmpty();
            assertThat(stream.isSilent()).isTrue();
        }
        assertThat(gateway.getAs("", "/api/events/stream").statusCode()).isEqualTo(401);
    }

    @Test
    void items_come_conflated_and_a_resume_goes_on_with_them() throws Exception {
        BatchId batch = begun("items").batchId();
        String last;
        try (StreamReader stream = gateway.stream(batch, "?items=true")) {
            assertThat(stream.next(1)).extracting(Event::name).containsExactly("progress");
            item(started(batch, 0));
            Event first = stream.next(1).getFirst();
            assertThat(first.name()).isEqualTo("item");
            var data = Json.mapper().readTree(first.data());
            assertThat(data.get("state").asText()).isEqualTo("running");
            assertThat(data.get("job_id").asText()).isEqualTo(JobId.of(batch, 0).value());
            last = Objects.requireNonNull(first.id());
        }
        for (int phase = 1; phase <= 9; phase++) {
            item(new ItemEvent.Phase(run(batch, 0), WORKER, phase, 9, "phase", Instant.now()));
        }
        item(started(batch, 1));
        item(new ItemEvent.Returned(run(batch, 0), WORKER, Instant.now()));
        long newest = gateway.progress(batch, PROCESSING, 60);
        // One reader reads both, and what was written first it has mostly read by then.
        await().until(() -> newestPosition(batch).equals(Long.toString(newest)));

        try (StreamReader stream = gateway.stream(batch, "?items=true", "Last-Event-ID", last)) {
            var states = new ArrayList<String>();
            for (Event event = stream.next(1).getFirst();
                    !"progress".equals(event.name());
                    event = stream.next(1).getFirst()) {
                states.add(Json.mapper().readTree(event.data()).get("state").asText());
            }
            // Eleven changes of two items.
            assertThat(states).containsExactly("running", "waiting");
            gateway.progress(batch, COMPLETED, 100);
            assertThat(stream.rest()).last().extracting(Event::name).isEqualTo("complete");
        }
        try (StreamReader stream = gateway.stream(batch, "")) {
            assertThat(stream.rest()).extracting(Event::name).doesNotContain("item");
        }
    }

    @Test
    void who_has_missed_items_that_are_not_held_gets_a_snapshot_that_says_so() throws Exception {
        BatchId batch = begun("snapshot").batchId();
        gateway.progress(batch, PROCESSING, 10);

        try (StreamReader stream = gateway.stream(batch, "?items=true", "Last-Event-ID", "0.-")) {
            Event newest = stream.next(1).getFirst();
            assertThat(newest.name()).isEqualTo("progress");
            assertThat(newest.data()).contains("\"snapshot\":true");
        }
    }

    @Test
    void a_full_gateway_answers_with_a_later_retry_and_the_end(@TempDir Path folder)
            throws Exception {
        var settings = GatewayFixture.QUICK.withMost(1);
        try (var small = GatewayFixture.start(TestBroker.shared().connection(), folder, settings)) {
            BatchId batch = small.created("exam").batchId();
            try (StreamReader first = small.stream(batch, "")) {
                assertThat(first.line()).isEqualTo("retry: 2000");
                try (StreamReader second = small.stream(batch, "")) {
                    assertThat(second.response().statusCode()).isEqualTo(200);
                    assertThat(second.response().headers().firstValue("Content-Type").orElseThrow())
                            .startsWith("text/event-stream");
                    assertThat(second.line()).matches("retry: [123][0-9]{4}");
                    assertThat(second.rest()).isEmpty();
                }
            }
            assertThat(small.get("/metrics").body())
                    .contains("batchline_streams_refused_total 1.0")
                    .contains("batchline_stream_staleness_seconds")
                    .contains("batchline_stream_quality{quality=\"good\"}");
            await().untilAsserted(() -> {
                try (StreamReader again = small.stream(batch, "")) {
                    assertThat(again.line()).isEqualTo("retry: 2000");
                }
            });
        }
    }

    /// A batch of which the gateway knows whose it is.
    private BatchDefinition begun(String name) throws Exception {
        BatchDefinition definition = gateway.created(name);
        gateway.folded(definition, BatchStatus.PROCESSING, Stage.PROCESS, Counts.NONE);
        gateway.progress(definition.batchId(), EXTRACTING, 0);
        gateway.statusIs(definition, "processing");
        await().until(() ->
                gateway.json("/api/batches/%s/events".formatted(definition.batchId()))
                                .path("events")
                                .size()
                        > 0);
        return definition;
    }

    /// A batch that the coordinator has named, and nobody else.
    private BatchDefinition known(String name) throws Exception {
        BatchDefinition definition = gateway.created(name);
        gateway.folded(definition, BatchStatus.PENDING, null, Counts.NONE);
        return definition;
    }

    private String newestPosition(BatchId batch) throws Exception {
        return gateway.json("/api/batches/%s/progress".formatted(batch)).path("id").asText();
    }

    private StreamReader all(String token, String... headers) throws Exception {
        return StreamReader.of(
                gateway.http()
                        .send(
                                gateway.request("/api/events/stream", token, headers),
                                HttpResponse.BodyHandlers.ofInputStream()));
    }

    /// The next event of one of these; other tests' batches are there too.
    private static Event next(StreamReader stream, BatchDefinition... batches) throws Exception {
        while (true) {
            Event event = stream.next(1).getFirst();
            for (BatchDefinition batch : batches) {
                if (event.data().contains(batch.batchId().value())) {
                    return event;
                }
            }
        }
    }

    private void item(ItemEvent event) {
        gateway.write(Topics.ITEM_EVENTS, event.batchId(), event);
    }

    private static ItemEvent started(BatchId batch, int index) {
        return new ItemEvent.Started(run(batch, index), WORKER, Instant.now());
    }

    private static ItemRun run(BatchId batch, int index) {
        return new ItemRun(
                new StageKey(batch, 1, Stage.PROCESS), JobId.of(batch, index), index, 1, 1);
    }
}
