package io.batchline.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.batchline.gateway.session.Queries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An item as clients see it.
///
/// @param progress 0 to 1: the phase that it is in, of all; an ended one is done
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
        @Nullable PhaseAnswer phase,
        double progress,
        int attempts,
        @Nullable ErrorAnswer error,
        @Nullable String worker,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /// @param number from 1
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PhaseAnswer(int number, int of, @Nullable String message) {}

    /// Why it failed, or is tried again.
    record ErrorAnswer(String cause, @Nullable String message) {}

    static ItemAnswer of(ResultSet row) throws SQLException {
        String state = row.getString("state");
        // The row of one that waits again still tells of its last run.
        boolean waits = state.equals("waiting");
        boolean ended = !waits && !state.equals("retrying");
        PhaseAnswer phase = phase(row);
        return new ItemAnswer(
                row.getString("job_id"),
                row.getString("batch_id"),
                row.getInt("item_index"),
                row.getString("name"),
                state,
                row.getString("stage"),
                row.getString("group_key"),
                phase,
                progress(state, phase),
                row.getInt("attempt"),
                error(row),
                waits ? null : row.getString("worker"),
                waits ? null : Queries.instant(row, "started_at"),
                ended ? Queries.instant(row, "finished_at") : null);
    }

    private static @Nullable PhaseAnswer phase(ResultSet row) throws SQLException {
        int phase = row.getInt("phase");
        int phases = row.getInt("phases");
        return phase < 1 || phases < 1
                ? null
                : new PhaseAnswer(phase, phases, row.getString("phase_message"));
    }

    private static @Nullable ErrorAnswer error(ResultSet row) throws SQLException {
        String cause = row.getString("error_cause");
        return cause == null ? null : new ErrorAnswer(cause, row.getString("error_message"));
    }

    /// An item in phase 2 of 4 shows 2/4.
    static double progress(String state, @Nullable PhaseAnswer phase) {
        return switch (state) {
            case "succeeded", "failed", "cancelled" -> 1;
            case "running" ->
                    phase == null ? 0 : Math.clamp((double) phase.number() / phase.of(), 0, 1);
            default -> 0;
        };
    }
}
