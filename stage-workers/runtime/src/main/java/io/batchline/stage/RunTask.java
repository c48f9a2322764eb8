package io.batchline.stage;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.stage.StageEvent;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.work.StageRun;
import io.batchline.stage.send.Outbox;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/// One run of a per-batch stage.
final class RunTask implements Task {
    private final StageRun run;
    private final RunTrade trade;

    RunTask(StageRun run, RunTrade trade) {
        this.run = run;
        this.trade = trade;
    }

    StageRun run() {
        return run;
    }

    @Override
    public BatchId batchId() {
        return run.key().batchId();
    }

    @Override
    public Optional<JobId> jobId() {
        return Optional.empty();
    }

    /// A run says how far it is on its own thread.
    @Override
    public void tick(Instant now) {}

    /// Priority and concurrency are those of items.
    @Override
    public boolean isAsReleased(Batch batch) {
        return true;
    }

    @Override
    public String label() {
        return "%s %s run %d".formatted(run.key().stage().shortName(), batchId(), run.run());
    }

    /// A batch's own stages are few, and read and write most of the time.
    @Override
    public boolean takesCore() {
        return false;
    }

    /// Writing CSV computes, and can take seconds without a pause.
    @Override
    public boolean waits() {
        return false;
    }

    /// Unbounded here: each stage knows what it may wait for.
    @Override
    public Optional<Duration> timeLimit() {
        return Optional.empty();
    }

    @Override
    public Ending work(Instant startedAt) throws IOException, InterruptedException {
        var context = new RunTaskContext(run, trade, startedAt);
        context.begin();
        return switch (trade.function().run(run, context)) {
            case StageOutcome.Finished finished -> {
                context.finish(finished.message());
                yield done(finished);
            }
            case StageOutcome.Failed(var kind, var cause, var message) ->
                    new Ending.Failed(kind, cause, message);
        };
    }

    private Ending done(StageOutcome.Finished finished) {
        return new Ending.Done(
                record(
                        new StageEvent.Finished(
                                run.key(),
                                run.run(),
                                trade.worker(),
                                finished.total(),
                                finished.outputs(),
                                trade.clock().instant())));
    }

    @Override
    public ProducerRecord<byte[], byte[]> started(Instant at) {
        return record(new StageEvent.Started(run.key(), run.run(), trade.worker(), at));
    }

    ProducerRecord<byte[], byte[]> heartbeat(Instant at) {
        return record(new StageEvent.Heartbeat(run.key(), run.run(), trade.worker(), at));
    }

    @Override
    public ProducerRecord<byte[], byte[]> event(Ending ending, Instant at) {
        return switch (ending) {
            case Ending.Done(var event) -> event;
            case Ending.Returned() ->
                    record(new StageEvent.Returned(run.key(), run.run(), trade.worker(), at));
            case Ending.Failed(var kind, var cause, var message) ->
                    record(
                            new StageEvent.Failed(
                                    run.key(),
                                    run.run(),
                                    trade.worker(),
                                    kind,
                                    cause,
                                    message,
                                    at));
        };
    }

    private ProducerRecord<byte[], byte[]> record(StageEvent event) {
        return Outbox.record(Topics.STAGE_EVENTS, batchId(), event, event.at());
    }
}
