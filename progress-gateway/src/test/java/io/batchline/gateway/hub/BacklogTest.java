package io.batchline.gateway.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.batch.StageRow;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BacklogTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void nothing_is_a_line_of_zeros_for_each_priority() {
        Backlog backlog = Backlog.of(List.of());

        assertThat(backlog.lines())
                .extracting(Backlog.Line::priority)
                .containsExactly(Priority.values());
        assertThat(backlog.oldest()).isEmpty();
    }

    @Test
    void what_runs_and_what_waits_is_counted_by_priority() {
        Backlog backlog =
                Backlog.of(
                        List.of(
                                batch(
                                        "a",
                                        Priority.HIGH,
                                        BatchStatus.PROCESSING,
                                        Stage.PROCESS,
                                        0,
                                        counts(10, 5, 2, 1)),
                                batch(
                                        "b",
                                        Priority.HIGH,
                                        BatchStatus.PROCESSING,
                                        Stage.ORGANIZE,
                                        1,
                                        counts(4, 4, 0, 0)),
                                batch(
                                        "c",
                                        Priority.HIGH,
                                        BatchStatus.PAUSED,
                                        Stage.PROCESS,
                                        2,
                                        counts(4, 4, 0, 0)),
                                batch(
                                        "d",
                                        Priority.LOW,
                                        BatchStatus.PROCESSING,
                                        Stage.EXTRACT,
                                        3,
                                        Counts.NONE),
                                batch("e", Priority.LOW, BatchStatus.PENDING, null, 0, Counts.NONE),
                                batch(
                                        "f",
                                        Priority.LOW,
                                        BatchStatus.COMPLETED,
                                        Stage.CLEANUP,
                                        0,
                                        counts(5, 0, 0, 0))));

        assertThat(backlog.lines())
                .contains(
                        new Backlog.Line(Priority.HIGH, 2, 1, 1, 14, 2),
                        new Backlog.Line(Priority.LOW, 1, 1, 0, 0, 0),
                        new Backlog.Line(Priority.NORMAL, 0, 0, 0, 0, 0));
    }

    @Test
    void the_oldest_waits_for_its_turn_and_neither_for_a_person_nor_for_its_own_items() {
        Backlog backlog =
                Backlog.of(
                        List.of(
                                batch(
                                        "paused",
                                        Priority.LOW,
                                        BatchStatus.PAUSED,
                                        Stage.PROCESS,
                                        0,
                                        counts(4, 4, 0, 0)),
                                batch(
                                        "running",
                                        Priority.LOW,
                                        BatchStatus.PROCESSING,
                                        Stage.PROCESS,
                                        1,
                                        counts(4, 3, 1, 0)),
                                batch(
                                        "younger",
                                        Priority.LOW,
                                        BatchStatus.PROCESSING,
                                        Stage.PROCESS,
                                        9,
                                        counts(4, 4, 0, 0)),
                                batch(
                                        "older",
                                        Priority.LOW,
                                        BatchStatus.PROCESSING,
                                        Stage.PROCESS,
                                        5,
                                        counts(4, 4, 0, 0))));

        assertThat(backlog.oldest())
                .hasValueSatisfying(oldest -> {
                    assertThat(oldest.batch().definition().batchId().value()).isEqualTo("older");
                    assertThat(oldest.since()).isEqualTo(NOON.plusSeconds(5));
                });
    }

    private static Counts counts(int total, int waiting, int running, int retrying) {
        return new Counts(
                total, waiting, running, retrying, total - waiting - running - retrying, 0, 0);
    }

    private static Batch batch(
            String id,
            Priority priority,
            BatchStatus status,
            @Nullable Stage stage,
            int since,
            Counts counts) {
        var definition =
                new BatchDefinition(
                        new BatchId(id),
                        TenantId.DEFAULT,
                        "ann",
                        "rehearsal",
                        id,
                        null,
                        priority,
                        new BatchLimits(OptionalInt.empty(), Duration.ofSeconds(60), 3, 100),
                        StartMode.AUTO,
                        JsonNodeFactory.instance.objectNode(),
                        new Labels(Map.of(), "items"),
                        NOON);
        List<StageRow> rows =
                Arrays.stream(Stage.values())
                        .map(each ->
                                each == stage
                                        ? new StageRow(
                                                each,
                                                StageState.RUNNING,
                                                1,
                                                0,
                                                0,
                                                List.of(),
                                                NOON.plusSeconds(since),
                                                null)
                                        : StageRow.waiting(each))
                        .toList();
        return new Batch(
                definition,
                status,
                stage,
                1,
                0,
                counts,
                rows,
                null,
                null,
                null,
                null,
                new Batch.BatchTimes(null, null, NOON));
    }
}
