package io.batchline.contract.worker;

import com.fasterxml.jackson.annotation.JsonValue;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.stage.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/// What a worker process announces of itself every [#ANNOUNCE_EVERY]: the value of `workers`. A
/// worker that stops cleanly writes a tombstone; one not seen for [#DEAD_AFTER] is dead.
///
/// @param roles what it runs beside stages
/// @param slots items of one per-item stage that it claims at once
public record WorkerInfo(
        WorkerId workerId,
        Set<Stage> stages,
        Set<Role> roles,
        int slots,
        Instant aliveSince,
        Instant seenAt) {
    public static final Duration ANNOUNCE_EVERY = Duration.ofSeconds(2);
    public static final Duration DEAD_AFTER = Duration.ofSeconds(8);

    public WorkerInfo {
        stages = Set.copyOf(stages);
        roles = Set.copyOf(roles);
    }

    public boolean isAlive(Instant now) {
        return seenAt.plus(DEAD_AFTER).isAfter(now);
    }

    /// What a worker process may run that is not a stage.
    public enum Role {
        COORDINATOR("coordinator"),
        PROJECTOR("projector");

        private final String shortName;

        Role(String shortName) {
            this.shortName = shortName;
        }

        /// The name in `--stages` and in answers.
        @JsonValue
        public String shortName() {
            return shortName;
        }
    }
}
