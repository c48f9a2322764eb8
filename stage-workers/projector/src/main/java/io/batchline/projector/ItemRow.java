package io.batchline.projector;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.stage.Stage;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A row of `items`.
///
/// @param name null while the record that found the item has not come
/// @param run the newest run that an event was seen of; 0 before
/// @param life what the newest run has come to
record ItemRow(
        Key key,
        JobId jobId,
        @Nullable String name,
        int generation,
        int run,
        int attempt,
        @Nullable Stage stage,
        State state,
        @Nullable String group,
        Life life,
        Instant updatedAt) {

    ItemRow {
        updatedAt = Micros.of(updatedAt);
    }

    /// An item of which nothing is known but that it is there.
    static ItemRow unseen(Key key, JobId jobId, int generation, Instant at) {
        return new ItemRow(
                key, jobId, null, generation, 0, 0, null, State.WAITING, null, Life.NONE, at);
    }

    ItemRow named(String newName, Instant at) {
        return new ItemRow(
                key,
                jobId,
                newName,
                generation,
                run,
                attempt,
                stage,
                state,
                group,
                life,
                later(at));
    }

    ItemRow inRun(int newRun, int newAttempt, Stage newStage) {
        return new ItemRow(
                key,
                jobId,
                name,
                generation,
                newRun,
                newAttempt,
                newStage,
                state,
                group,
                life,
                updatedAt);
    }

    ItemRow become(State newState, Life newLife, Instant at) {
        return new ItemRow(
                key,
                jobId,
                name,
                generation,
                run,
                attempt,
                stage,
                newState,
                group,
                newLife,
                later(at));
    }

    ItemRow grouped(String newGroup) {
        return new ItemRow(
                key,
                jobId,
                name,
                generation,
                run,
                attempt,
                stage,
                state,
                newGroup,
                life,
                updatedAt);
    }

    private Instant later(Instant at) {
        return at.isAfter(updatedAt) ? at : updatedAt;
    }

    record Key(BatchId batchId, int index) {}

    enum State {
        WAITING,
        RUNNING,
        RETRYING,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State ofColumn(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }

        boolean isTerminal() {
            return this == SUCCEEDED || this == FAILED || this == CANCELLED;
        }
    }

    /// @param result the row as JSON text
    record Life(
            @Nullable String worker,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Phase phase,
            @Nullable Failure failure,
            @Nullable String result,
            @Nullable String resultBlob) {
        static final Life NONE = new Life(null, null, null, null, null, null, null);

        Life {
            startedAt = startedAt == null ? null : Micros.of(startedAt);
            finishedAt = finishedAt == null ? null : Micros.of(finishedAt);
        }

        Life started(String by, Instant at) {
            return new Life(by, at, finishedAt, phase, failure, result, resultBlob);
        }

        Life in(String by, Phase newPhase) {
            return new Life(by, startedAt, finishedAt, newPhase, failure, result, resultBlob);
        }

        Life finished(Instant at) {
            return new Life(worker, startedAt, at, phase, failure, result, resultBlob);
        }

        /// The run came to no end of the item: only who had it, and from when to when.
        Life left(String by, Instant at) {
            return new Life(by, startedAt, at, null, null, null, null);
        }

        /// The run's end: what it came to, without the phase that it was in.
        Life ended(
                String by,
                @Nullable Instant finished,
                @Nullable Failure newFailure,
                @Nullable String newResult,
                @Nullable String newBlob) {
            return new Life(by, startedAt, finished, null, newFailure, newResult, newBlob);
        }
    }

    record Phase(int phase, int phases, String message) {}

    record Failure(String cause, String message) {}
}
