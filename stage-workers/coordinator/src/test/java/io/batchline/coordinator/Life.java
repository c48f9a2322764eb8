package io.batchline.coordinator;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.work.WorkItem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One batch in a world, and the worker that does all its work as it should.
record Life(World world, BatchId id, FakeWorker worker) {
    static final List<Stage> AFTER_ITEMS =
            List.of(Stage.COLLECT, Stage.CSV, Stage.LOAD, Stage.CLEANUP);

    static Life in(World world, String id) {
        return new Life(world, new BatchId(id), FakeWorker.named("w1", world.clock));
    }

    /// Created and uploaded: extract is released.
    Life begin() {
        world.send(worker.create(id));
        world.send(worker.uploaded(id));
        return this;
    }

    Life extract(int items) {
        int run = world.runs(Stage.EXTRACT).getLast().run();
        world.send(worker.started(id, Stage.EXTRACT, run));
        for (int index = 0; index < items; index++) {
            world.send(worker.found(id, run, index));
        }
        world.send(worker.finished(id, Stage.EXTRACT, run, items));
        return this;
    }

    /// Does everything that is released in the stage, and what is released for it.
    Life work(Stage stage) {
        Set<ItemRun> done = new HashSet<>();
        List<WorkItem> released = released(stage);
        for (int at = 0; at < released.size(); at++) {
            ItemRun run = released.get(at).run();
            if (done.add(run)) {
                world.send(worker.started(run));
                world.send(worker.succeeded(run));
            }
            released = released(stage);
        }
        return this;
    }

    /// Collect to cleanup.
    Life finish() {
        for (Stage stage : AFTER_ITEMS) {
            world.send(worker.started(id, stage, 1));
            world.send(worker.finished(id, stage, 1, 1));
        }
        return this;
    }

    /// Collect to cleanup of the newest generation.
    Life finishAnew() {
        for (Stage stage : AFTER_ITEMS) {
            world.send(worker.finished(world.runs(stage).getLast(), 1));
        }
        return this;
    }

    Life whole(int items) {
        return begin().extract(items).work(Stage.ORGANIZE).work(Stage.PROCESS).finish();
    }

    /// Up to where the stage is released, past the time after a start in which no lease ends.
    Life reach(Stage stage, int items) {
        world.pass(World.TIMINGS.lease());
        begin();
        if (stage != Stage.EXTRACT) {
            extract(items);
        }
        if (stage.compareTo(Stage.ORGANIZE) > 0) {
            work(Stage.ORGANIZE);
        }
        if (stage.compareTo(Stage.PROCESS) > 0) {
            work(Stage.PROCESS);
        }
        for (Stage before : AFTER_ITEMS) {
            if (before.compareTo(stage) < 0) {
                world.send(worker.finished(id, before, 1, 1));
            }
        }
        return this;
    }

    List<WorkItem> released(Stage stage) {
        return world.work(stage).stream().filter(each -> each.run().batchId().equals(id)).toList();
    }

    /// The newest release of an item in a stage.
    ItemRun run(Stage stage, int index) {
        return released(stage).stream()
                .map(WorkItem::run)
                .filter(run -> run.index() == index)
                .reduce((_, newer) -> newer)
                .orElseThrow();
    }

    void start(Stage stage, int index) {
        world.send(worker.started(run(stage, index)));
    }

    void succeed(Stage stage, int index) {
        world.send(worker.succeeded(run(stage, index)));
    }

    Batch batch() {
        return world.batch(id);
    }
}
