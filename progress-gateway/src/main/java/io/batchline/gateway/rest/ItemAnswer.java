package io.batchline.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.batchline.contract.progress.WaitingReason;
import io.batchline.gateway.session.Queries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An item as clients see it.
///
/// @param jobId the caller's own where it gave one
/// @param phase the one that it is in, from 1; null while none is known and unless it runs
/// @param phases how many there are
/// @param progress 0 to 1: the phase that it is in, of all; an ended one is done
/// @param waitingReason why it waits or is not tried again yet; null unless it does
/// @param attempts how many times its work was begun in its stage, the failed times included
@JsonInclude(JsonInclude.Include.ALWAYS)
record ItemAnswer(
        String jobId,
        String batchId,
        int index,
        @Nullable String name,
        String state,
        @Nullable String stage,
        @Nullable String group,
        @Nullable Integer phase,
        @Nullable Integer phases,
        @Nullable String phaseMessage,
        double progress,
        @Nullable String waitingReason,
        int attempts,
        @Nullable ErrorAnswer error,
        @Nullable String worker,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {
    private static final String WAITING = "waiting";
    private static final String RUNNING = "running";
    private static final String RETRYING = "retrying";

    /// Why it failed, or is tried again.
    record ErrorAnswer(String cause, @Nullable String message) {}

    static ItemAnswer of(ResultSet row) throws SQLException {
        String state = row.getString("state");
        // The row of one that waits again still tells of its last run.
        boolean waits = state.equals(WAITING);
        boolean ended = !waits && !state.equals(RETRYING);
        int phase = row.getInt("phase");
        int phases = row.getInt("phases");
        boolean inPhase = state.equals(RUNNING) && phase >= 1 && phases >= phase;
        return new ItemAnswer(
                row.getString("shown_id"),
                row.getString("batch_id"),
                row.getInt("item_index"),
                row.getString("name"),
                state,
                row.getString("stage"),
                row.getString("group_key"),
                inPhase ? (Integer) phase : null,
                inPhase ? (Integer) phases : null,
                inPhase ? row.getString("phase_message") : null,
                progress(state, inPhase ? (double) phase / phases : 0),
                null,
                row.getInt("attempt"),
                error(row),
                waits ? null : row.getString("worker"),
                waits ? null : Queries.instant(row, "started_at"),
                ended ? Queries.instant(row, "finished_at") : null);
    }

    boolean waits() {
        return state.equals(WAITING);
    }

    boolean isRetrying() {
        return state.equals(RETRYING);
    }

    /// The same with why it waits.
    ItemAnswer waitingFor(WaitingReason reason) {
        return new ItemAnswer(
                jobId,
                batchId,
                index,
                name,
                state,
                stage,
                group,
                phase,
                phases,
                phaseMessage,
                progress,
                reason.text(),
                attempts,
                error,
                worker,
                startedAt,
                finishedAt);
    }

    private static @Nullable ErrorAnswer error(ResultSet row) throws SQLException {
        String cause = row.getString("error_cause");
        return cause == null ? null : new ErrorAnswer(cause, row.getString("error_message"));
    }

    /// An item in phase 2 of 4 shows 2/4.
    static double progress(String state, double fraction) {
        return switch (state) {
            case "succeeded", "failed", "cancelled" -> 1;
            case RUNNING -> fraction;
            default -> 0;
        };
    }
}
