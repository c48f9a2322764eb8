package io.batchline.stage;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageEvent;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.topic.UnreadableRecordException;
import io.batchline.contract.work.StageRun;
import io.batchline.stage.progress.StageProgress;
import io.batchline.stage.send.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A per-batch stage: its topic, its runs, one heartbeat for each run.
final class RunTrade implements Trade<RunTask> {
    private static final Logger LOG = LoggerFactory.getLogger(RunTrade.class);

    private final Stage stage;
    private final BatchStage function;
    private final WorkerId worker;
    private final Outbox outbox;
    private final BatchBoard board;
    private final Clock clock;

    RunTrade(Stage stage, BatchStage function, Shared shared) {
        this.stage = stage;
        this.function = function;
        this.worker = shared.config().worker();
        this.clock = shared.config().clock();
        this.outbox = shared.outbox();
        this.board = shared.board();
    }

    BatchStage function() {
        return function;
    }

    WorkerId worker() {
        return worker;
    }

    Clock clock() {
        return clock;
    }

    StageProgress progress(StageRun run, Instant startedAt) {
        return new StageProgress(
                outbox, run, startedAt, () -> board.alive(run.key().batchId()).map(Batch::counts));
    }

    @Override
    public Map<String, Integer> topicWeights() {
        return Map.of(Topics.stageRuns(stage).name(), 1);
    }

    @Override
    public RunTask read(ConsumerRecord<byte[], byte[]> record) throws UnreadableRecordException {
        return new RunTask(Topics.stageRuns(stage).values().decode(Bodies.of(record)), this);
    }

    @Override
    public List<Heartbeat<RunTask>> heartbeats(
            Collection<Execution<RunTask>> executions, Instant at) {
        return executions.stream()
                .map(execution ->
                        new Heartbeat<>(execution.task().heartbeat(at), List.of(execution)))
                .toList();
    }

    /// Tells the coordinator how far a run is. One that is lost is made good by the next.
    void advanced(StageEvent.Advanced event) {
        var _ =
                outbox.send(Topics.STAGE_EVENTS, event.key().batchId(), event, event.at())
                        .whenComplete((_, lost) -> {
                            if (lost != null) {
                                LOG.atError()
                                        .addKeyValue("batchId", event.key().batchId())
                                        .addKeyValue("stage", stage)
                                        .setCause(lost)
                                        .log("advance of a stage could not be sent");
                            }
                        });
    }

    @Override
    public void ended(Execution<RunTask> execution) {
        LOG.atInfo()
                .addKeyValue("task", execution.task().label())
                .addKeyValue("batchId", execution.task().batchId())
                .addKeyValue("ending", String.valueOf(execution.ending()).split("\\[", 2)[0])
                .log("stage run ended");
    }

    /// A stage run's progress is its own; there is nothing to count.
    @Override
    public void counted(Collection<Execution<RunTask>> running) {}
}
