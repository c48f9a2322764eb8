package io.batchline.coordinator.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKind;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.topic.UnreadableRecordException;
import io.batchline.contract.work.StageRun;
import io.batchline.contract.work.WorkItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What must be true of everything that a coordinator writes, checked record by record.
final class Laws implements Outbox {
    final List<StageRun> runs = new ArrayList<>();
    final List<WorkItem> work = new ArrayList<>();
    int sent;

    private final Map<String, Integer> newestRun = new HashMap<>();
    private final Map<BatchId, Integer> generations = new HashMap<>();
    private final Map<String, Stage> newestStage = new HashMap<>();
    private final Map<String, Double> percent = new HashMap<>();
    private final Map<BatchId, Double> batchPercent = new HashMap<>();
    private final Map<BatchId, Set<String>> released = new HashMap<>();
    private final Set<BatchId> ended = new HashSet<>();
    private final Set<BatchId> endTold = new HashSet<>();

    @Override
    public void send(ProducerRecord<byte[], byte[]> written, Hurry hurry) {
        sent++;
        try {
            check(written);
        } catch (UnreadableRecordException e) {
            throw new AssertionError(e);
        }
    }

    int generation(BatchId id) {
        return generations.getOrDefault(id, 1);
    }

    boolean hasEnded(BatchId id) {
        return ended.contains(id) && endTold.contains(id);
    }

    private void check(ProducerRecord<byte[], byte[]> written) throws UnreadableRecordException {
        String topic = written.topic();
        if (topic.equals(Topics.BATCHES.name())) {
            snapshot(Topics.BATCHES.values().decode(written.value()));
        } else if (topic.equals(Topics.PROGRESS.name())) {
            progress(Topics.PROGRESS.values().decode(written.value()));
        } else if (topic.startsWith("work.")) {
            work(Topics.work(Stage.ORGANIZE, Priority.LOW).values().decode(written.value()));
        } else {
            run(Topics.stageRuns(Stage.CSV).values().decode(written.value()));
        }
    }

    private void snapshot(Batch batch) {
        BatchId id = batch.definition().batchId();
        if (batch.generation() > generation(id)) {
            assertThat(ended).contains(id);
            generations.put(id, batch.generation());
            ended.remove(id);
            endTold.remove(id);
            newestStage.remove(id.value());
            batchPercent.remove(id);
        }
        assertThat(ended).doesNotContain(id);
        if (batch.status().isTerminal()) {
            ended.add(id);
            assertThat(batch.counts().terminal()).isEqualTo(batch.counts().total());
            assertThat(batch.counts().succeeded() + batch.counts().failed())
                    .as("items that ended were once released")
                    .isLessThanOrEqualTo(released.getOrDefault(id, Set.of()).size());
        }
    }

    private void progress(Progress told) {
        assertThat(endTold).doesNotContain(told.batchId());
        if (told.stage().isTerminal()) {
            assertThat(ended).contains(told.batchId());
            endTold.add(told.batchId());
        } else {
            assertThat(ended).doesNotContain(told.batchId());
        }
        if (told.stage() == ProgressStage.COMPLETED) {
            assertThat(told.batchPercentage()).isEqualTo(100);
        }
        String stage = told.key() + "|" + generation(told.batchId());
        grows("percent of " + stage, percent, stage, told.progressPercentage());
        grows("batch percent", batchPercent, told.batchId(), told.batchPercentage());
    }

    private void work(WorkItem item) {
        ItemRun run = item.run();
        String job = run.jobId().value();
        assertThat(ended).doesNotContain(run.batchId());
        assertThat(newestStage.getOrDefault(run.batchId().value(), Stage.EXTRACT))
                .isLessThanOrEqualTo(run.stage());
        newestStage.put(run.batchId().value(), run.stage());
        assertThat(run.run()).isEqualTo(newestRun.getOrDefault(job, 0) + 1);
        newestRun.put(job, run.run());
        work.add(item);
        released.computeIfAbsent(run.batchId(), _ -> new HashSet<>()).add(job);
    }

    private void run(StageRun run) {
        BatchId id = run.key().batchId();
        Stage stage = run.key().stage();
        assertThat(stage.kind()).isEqualTo(StageKind.PER_BATCH);
        assertThat(ended).doesNotContain(id);
        String key = run.key().toString();
        assertThat(run.run()).isEqualTo(newestRun.getOrDefault(key, 0) + 1);
        newestRun.put(key, run.run());
        assertThat(newestStage.getOrDefault(id.value(), Stage.EXTRACT)).isLessThanOrEqualTo(stage);
        newestStage.put(id.value(), stage);
        runs.add(run);
    }

    private static <K> void grows(String what, Map<K, Double> seen, K key, double next) {
        assertThat(next).as(what).isGreaterThanOrEqualTo(seen.getOrDefault(key, 0.0));
        seen.put(key, next);
    }
}
