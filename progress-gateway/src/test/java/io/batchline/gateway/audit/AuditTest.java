package io.batchline.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.ItemsHash;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.gateway.audit.KnownItems.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class AuditTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final Map<Integer, State> ITEMS =
            Map.of(0, State.SUCCEEDED, 1, State.FAILED, 2, State.SUCCEEDED);
    private static final Counts COUNTS = new Counts(3, 0, 0, 0, 2, 1, 0);
    private static final ItemsHash HASH =
            ItemsHash.NONE
                    .plus(2, ItemsHash.Ended.SUCCEEDED)
                    .plus(1, ItemsHash.Ended.FAILED)
                    .plus(0, ItemsHash.Ended.SUCCEEDED);

    @Test
    void those_who_know_the_same_are_consistent() {
        assertThat(audit(COUNTS, HASH, ITEMS, 2, ITEMS).differences()).isEmpty();
    }

    @Test
    void a_count_that_differs_is_named_with_both_numbers() {
        var other = new Counts(3, 0, 0, 0, 1, 2, 0);
        assertThat(audit(other, HASH, ITEMS, 2, Map.of()).differences())
                .containsExactly(
                        new Difference("counts.succeeded", "coordinator and read model", "1", "2"),
                        new Difference("counts.failed", "coordinator and read model", "2", "1"));
    }

    @Test
    void items_that_swapped_their_ends_are_found_by_the_hash() {
        var swapped = Map.of(0, State.FAILED, 1, State.SUCCEEDED, 2, State.SUCCEEDED);
        assertThat(audit(COUNTS, HASH, swapped, 2, Map.of()).differences())
                .singleElement()
                .extracting(Difference::what)
                .isEqualTo("items_hash");
    }

    @Test
    void missing_and_doubled_rows_are_found() {
        assertThat(audit(COUNTS, HASH, ITEMS, 3, Map.of()).differences())
                .extracting(Difference::between)
                .containsExactly("results.csv and read model", "database and read model");
    }

    @Test
    void rows_that_a_rule_has_removed_are_not_missed_and_items_are_still_counted() {
        var removed =
                new Audit(
                        batch(COUNTS, HASH),
                        new KnownItems(ITEMS, 0),
                        OptionalLong.of(2),
                        OptionalLong.of(0),
                        false,
                        Map.of());
        assertThat(removed.differences()).isEmpty();
        var lost =
                new Audit(
                        batch(COUNTS, HASH),
                        new KnownItems(Map.of(), 0),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        false,
                        Map.of());
        assertThat(lost.differences()).isNotEmpty();
    }

    @Test
    void an_item_that_the_log_knows_better_is_named() {
        assertThat(audit(COUNTS, HASH, ITEMS, 2, Map.of(1, State.SUCCEEDED)).differences())
                .containsExactly(
                        new Difference(
                                "item 1", "event log and read model", "SUCCEEDED", "FAILED"));
    }

    @Test
    void a_hash_can_be_taken_apart_again() {
        assertThat(HASH.minus(1, ItemsHash.Ended.FAILED))
                .isEqualTo(
                        ItemsHash.NONE
                                .plus(0, ItemsHash.Ended.SUCCEEDED)
                                .plus(2, ItemsHash.Ended.SUCCEEDED));
    }

    /// @param rows in the file and in the database; the read model always has 2
    private static Audit audit(
            Counts counts,
            ItemsHash hash,
            Map<Integer, State> readModel,
            long rows,
            Map<Integer, State> logged) {
        return new Audit(
                batch(counts, hash),
                new KnownItems(readModel, 2),
                OptionalLong.of(rows),
                OptionalLong.of(rows),
                true,
                logged);
    }

    private static Batch batch(Counts counts, ItemsHash hash) {
        var definition =
                new BatchDefinition(
                        new BatchId("b1"),
                        TenantId.DEFAULT,
                        "admin",
                        "answer-sheets",
                        "a batch",
                        null,
                        Priority.NORMAL,
                        new BatchLimits(OptionalInt.empty(), Duration.ofSeconds(60), 3, 100),
                        StartMode.AUTO,
                        JsonNodeFactory.instance.objectNode(),
                        new Labels(Map.of(), "sheets"),
                        NOW);
        return new Batch(
                definition,
                BatchStatus.COMPLETED,
                null,
                1,
                0,
                counts,
                List.of(),
                null,
                null,
                null,
                hash,
                new Batch.BatchTimes(NOW, NOW, NOW));
    }
}
