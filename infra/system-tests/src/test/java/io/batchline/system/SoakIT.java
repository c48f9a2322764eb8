package io.batchline.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.id.BatchId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Many batches of all priorities, paused, changed, cancelled and done again at random; at the end
/// everybody knows the same of each.
///
/// `-Dbatchline.soak.batches=200 -Dbatchline.soak.seconds=600` makes it the long one; the seed of a
/// run that failed is in its message, and `-Dbatchline.soak.seed` sets it.
class SoakIT {
    private static final int BATCHES = Integer.getInteger("batchline.soak.batches", 20);
    private static final int SECONDS = Integer.getInteger("batchline.soak.seconds", 20);
    private static final long SEED = Long.getLong("batchline.soak.seed", 20_261_122L);
    private static final int AT_ONCE = 20;
    private static final Duration END_WITHIN = Duration.ofMinutes(5);
    private static final List<String> STATES =
            List.of("waiting", "running", "retrying", "succeeded", "failed", "cancelled");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void whatever_is_done_to_them_all_batches_end_and_are_consistent() throws Exception {
        try (LocalServer server = LocalServer.start(folder.resolve("data"))) {
            var rehearsals = Rehearsals.of(server.api(), server.api(), folder);
            // when
            List<BatchId> batches = live(rehearsals);

            // then
            for (BatchId batch : batches) {
                await("seed %d: %s ends".formatted(SEED, batch))
                        .atMost(END_WITHIN)
                        .until(() -> rehearsals.hasEnded(batch));
                check(server, batch);
            }
        }
    }

    private static List<BatchId> live(Rehearsals rehearsals) throws Exception {
        var chance = new SplittableRandom(SEED);
        var atOnce = new Semaphore(AT_ONCE);
        List<Future<BatchId>> lives = new ArrayList<>();
        Duration span = Duration.ofSeconds(SECONDS).dividedBy(BATCHES);
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            long begun = System.nanoTime();
            for (int number = 0; number < BATCHES; number++) {
                long due = begun + span.multipliedBy(number).toNanos();
                var life = new SteeredLife(rehearsals, chance.split(), due);
                lives.add(
                        people.submit(() -> {
                            atOnce.acquire();
                            try {
                                return life.run();
                            } finally {
                                atOnce.release();
                            }
                        }));
            }
        }
        List<BatchId> batches = new ArrayList<>();
        for (Future<BatchId> life : lives) {
            batches.add(life.get());
        }
        return batches;
    }

    private static void check(LocalServer server, BatchId batch) throws Exception {
        JsonNode status = server.api().status(batch);
        JsonNode counts = status.path("counts");
        int sum = STATES.stream().mapToInt(state -> counts.path(state).asInt()).sum();
        assertThat(sum).as("seed %d: %s", SEED, status).isEqualTo(counts.path("total").asInt());
        JsonNode audit = server.api().audit(batch);
        assertThat(audit.path("verdict").asText())
                .as("seed %d: %s%n%s", SEED, status, audit.toPrettyString())
                .isEqualTo("consistent");
    }
}
