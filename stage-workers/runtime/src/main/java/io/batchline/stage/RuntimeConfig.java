package io.batchline.stage;

import io.batchline.contract.id.WorkerId;
import io.batchline.kafka.KafkaConnection;
import java.time.Clock;
import java.time.Duration;

/// What a worker process is.
///
/// @param slots tasks of one stage that it claims at once
/// @param cores tasks that compute at once, over all its stages
/// @param longestPollPause a loop that does not poll for this long is put out of its group
public record RuntimeConfig(
        KafkaConnection kafka,
        WorkerId worker,
        int slots,
        int cores,
        Timings timings,
        Duration longestPollPause,
        Clock clock) {
    private static final int SLOTS_PER_CORE = 6;

    public RuntimeConfig {
        if (slots < 1 || cores < 1) {
            throw new IllegalArgumentException(
                    "%d slots, %d cores: at least 1 each".formatted(slots, cores));
        }
    }

    /// As many slots as keep this machine's cores busy while the next items are claimed.
    public static int defaultSlots() {
        return SLOTS_PER_CORE * Runtime.getRuntime().availableProcessors();
    }

    public static RuntimeConfig of(KafkaConnection kafka, WorkerId worker, int slots) {
        return new RuntimeConfig(
                kafka,
                worker,
                slots,
                Runtime.getRuntime().availableProcessors(),
                Timings.DEFAULT,
                Duration.ofMinutes(1),
                Clock.systemUTC());
    }
}
