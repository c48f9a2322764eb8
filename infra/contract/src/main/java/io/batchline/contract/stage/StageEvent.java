package io.batchline.contract.stage;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.batchline.contract.id.WorkerId;
import java.time.Instant;
import java.util.List;

/// What happens to a run of a per-batch stage: the value of `stage-events`.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StageEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = StageEvent.Heartbeat.class, name = "heartbeat"),
    @JsonSubTypes.Type(value = StageEvent.Advanced.class, name = "fraction"),
    @JsonSubTypes.Type(value = StageEvent.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = StageEvent.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = StageEvent.Returned.class, name = "returned")
})
public sealed interface StageEvent {
    StageKey key();

    int run();

    WorkerId worker();

    Instant at();

    /// The worker has claimed the run; its lease begins.
    record Started(StageKey key, int run, WorkerId worker, Instant at) implements StageEvent {}

    /// The worker is alive and still has the run; its lease is renewed.
    record Heartbeat(StageKey key, int run, WorkerId worker, Instant at) implements StageEvent {}

    /// The run has done `done` of `total` (0: not known); renews the lease too.
    record Advanced(StageKey key, int run, WorkerId worker, long done, long total, Instant at)
            implements StageEvent {}

    /// The run is done. For extract `total` is the number of items it announced on `items`.
    record Finished(
            StageKey key,
            int run,
            WorkerId worker,
            long total,
            List<StageOutput> outputs,
            Instant at)
            implements StageEvent {
        public Finished {
            outputs = List.copyOf(outputs);
        }
    }

    /// The run failed.
    ///
    /// @param cause a stable id, for example `archive_encrypted`
    /// @param message a sentence for people that names what, where and the limit
    record Failed(
            StageKey key,
            int run,
            WorkerId worker,
            FailureKind kind,
            String cause,
            String message,
            Instant at)
            implements StageEvent {}

    /// The worker gives the run back unfinished (it shuts down); no attempt is lost.
    record Returned(StageKey key, int run, WorkerId worker, Instant at) implements StageEvent {}
}
