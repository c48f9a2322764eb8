package io.batchline.contract.topic;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchCommand;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemFound;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressKey;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageEvent;
import io.batchline.contract.stage.StageKind;
import io.batchline.contract.work.StageRun;
import io.batchline.contract.work.WorkItem;
import io.batchline.contract.worker.WorkerInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Every topic of Batchline, declared once.
public final class Topics {
    /// Partitions of everything that is keyed by batch: the bound on coordinators at work.
    public static final int BATCH_PARTITIONS = 6;

    /// Partitions of each `work.*`: the bound on one stage's worker processes.
    public static final int WORK_PARTITIONS = 12;

    private static final JsonMapper MAPPER = Json.mapper();
    private static final Codec<BatchId> BATCH_ID = new TextCodec<>(BatchId::value, BatchId::new);
    private static final Codec<JobId> JOB_ID = new TextCodec<>(JobId::value, JobId::new);
    private static final Codec<WorkerId> WORKER_ID =
            new TextCodec<>(WorkerId::value, WorkerId::new);
    private static final Codec<ProgressKey> PROGRESS_KEY =
            new TextCodec<>(ProgressKey::toString, ProgressKey::parse);
    private static final TopicPolicy WEEK = new TopicPolicy.DeleteAfter(Duration.ofDays(7));
    private static final TopicPolicy MONTH = new TopicPolicy.DeleteAfter(Duration.ofDays(30));

    /// A batch's newest state. The coordinator alone writes it.
    public static final Topic<BatchId, Batch> BATCHES =
            byBatch("batches", Batch.class, new TopicPolicy.Compact());

    public static final Topic<BatchId, BatchCommand> BATCH_COMMANDS =
            byBatch("batch-commands", BatchCommand.class, MONTH);

    public static final Topic<BatchId, StageEvent> STAGE_EVENTS =
            byBatch("stage-events", StageEvent.class, WEEK);

    public static final Topic<BatchId, ItemFound> ITEMS = byBatch("items", ItemFound.class, WEEK);

    public static final Topic<BatchId, ItemEvent> ITEM_EVENTS =
            byBatch("item-events", ItemEvent.class, WEEK);

    public static final Topic<WorkerId, WorkerInfo> WORKERS =
            new Topic<>(
                    "workers",
                    WORKER_ID,
                    json(WorkerInfo.class),
                    1,
                    WorkerId::value,
                    new TopicPolicy.Compact());

    public static final Topic<ProgressKey, Progress> PROGRESS =
            new Topic<>(
                    "progress",
                    PROGRESS_KEY,
                    json(Progress.class),
                    BATCH_PARTITIONS,
                    key -> key.batchId().value(),
                    new TopicPolicy.CompactWithHistory(
                            Duration.ofHours(1),
                            Duration.ofHours(2),
                            Duration.ofMinutes(10),
                            Duration.ofHours(24)));

    /// Records that nobody could read, bytes and headers as they came.
    public static final Topic<byte[], byte[]> DEAD_LETTERS =
            new Topic<>("dead-letters", new BytesCodec(), new BytesCodec(), 1, _ -> "", MONTH);

    private static final Map<Stage, Topic<BatchId, StageRun>> STAGE_RUNS =
            new EnumMap<>(Stage.class);
    private static final Map<Stage, Map<Priority, Topic<JobId, WorkItem>>> WORK =
            new EnumMap<>(Stage.class);

    static {
        for (Stage stage : Stage.values()) {
            if (stage.kind() == StageKind.PER_BATCH) {
                STAGE_RUNS.put(stage, byBatch("stage." + stage.shortName(), StageRun.class, WEEK));
            } else {
                WORK.put(stage, work(stage));
            }
        }
    }

    private Topics() {}

    /// The topic of a per-batch stage.
    public static Topic<BatchId, StageRun> stageRuns(Stage stage) {
        var topic = STAGE_RUNS.get(stage);
        if (topic == null) {
            throw new IllegalArgumentException(stage + " is not a per-batch stage");
        }
        return topic;
    }

    /// The topic of a per-item stage and priority.
    public static Topic<JobId, WorkItem> work(Stage stage, Priority priority) {
        var topics = WORK.get(stage);
        if (topics == null) {
            throw new IllegalArgumentException(stage + " is not a per-item stage");
        }
        return java.util.Objects.requireNonNull(topics.get(priority));
    }

    /// Every topic, in the order in which they are created.
    public static List<Topic<?, ?>> all() {
        var all =
                new ArrayList<Topic<?, ?>>(
                        List.of(
                                BATCHES,
                                BATCH_COMMANDS,
                                STAGE_EVENTS,
                                ITEMS,
                                ITEM_EVENTS,
                                WORKERS,
                                PROGRESS,
                                DEAD_LETTERS));
        all.addAll(STAGE_RUNS.values());
        WORK.values().forEach(byPriority -> all.addAll(byPriority.values()));
        return List.copyOf(all);
    }

    private static Map<Priority, Topic<JobId, WorkItem>> work(Stage stage) {
        var topics = new EnumMap<Priority, Topic<JobId, WorkItem>>(Priority.class);
        for (Priority priority : Priority.values()) {
            topics.put(
                    priority,
                    new Topic<>(
                            "work.%s.%s".formatted(stage.shortName(), priority.wireId()),
                            JOB_ID,
                            json(WorkItem.class),
                            WORK_PARTITIONS,
                            JobId::value,
                            WEEK));
        }
        return topics;
    }

    private static <V> Topic<BatchId, V> byBatch(String name, Class<V> type, TopicPolicy policy) {
        return new Topic<>(name, BATCH_ID, json(type), BATCH_PARTITIONS, BatchId::value, policy);
    }

    private static <V> Codec<V> json(Class<V> type) {
        return new JsonCodec<>(MAPPER, type);
    }
}
