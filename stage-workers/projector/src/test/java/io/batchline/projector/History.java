package io.batchline.projector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.item.Item;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemFound;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKey;
import java.time.Duration;
import java.time.Instant;

/// What happened to one item of a batch, each event a second after the one before.
record History(BatchId batch, int index) {
    static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");
    static final WorkerId WORKER = new WorkerId("worker-1");

    static Instant at(int second) {
        return BEGIN.plusSeconds(second);
    }

    ItemRun run(Stage stage, int run, int attempt) {
        return new ItemRun(
                new StageKey(batch, 1, stage), JobId.of(batch, index), index, run, attempt);
    }

    ItemFound found(int second) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        var item = new Item(JobId.of(batch, index), index, "sheet-%d.jpg".formatted(index), data);
        return new ItemFound(batch, 1, 1, item, at(second));
    }

    ItemEvent.OfItem started(ItemRun run, int second) {
        return new ItemEvent.Started(run, WORKER, at(second));
    }

    ItemEvent.OfItem startedIn(String group, ItemRun run, int second) {
        return new ItemEvent.Started(run, WORKER, at(second), group);
    }

    ItemEvent.OfItem phase(ItemRun run, int phase, int second) {
        return new ItemEvent.Phase(run, WORKER, phase, 3, "phase " + phase, at(second));
    }

    ItemEvent.OfItem returned(ItemRun run, int second) {
        return new ItemEvent.Returned(run, WORKER, at(second));
    }

    ItemEvent.OfItem failed(ItemRun run, boolean last, int second) {
        return new ItemEvent.Failed(
                run, WORKER, FailureKind.TRANSIENT, "io_error", "disk away", last, at(second));
    }

    ItemEvent.OfItem succeeded(ItemRun run, ItemResult result, int second) {
        return new ItemEvent.Succeeded(run, WORKER, result, Duration.ofMillis(20), at(second));
    }

    static ItemResult row(String value) {
        return new ItemResult.Row(
                JsonNodeFactory.instance.objectNode().put("zeta", value).put("a", 1));
    }
}
