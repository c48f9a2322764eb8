package io.batchline.coordinator.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Lives by seed: first those that ever failed, then as many as `batchline.seeds` says. A seed that
/// fails is added to the file, so that it is tried for ever.
final class RandomLivesTest {
    private static final Path FAILED = Path.of("src/test/resources/failed-seeds.txt");
    private static final int SEEDS = Integer.getInteger("batchline.seeds", 300);
    private static final int STEPS = 300;

    @Test
    void whatever_happens_in_any_order_the_laws_hold_and_every_batch_ends() throws IOException {
        long[] failedOnce = failedOnce();
        LongStream.concat(LongStream.of(failedOnce), LongStream.rangeClosed(1, SEEDS))
                .distinct()
                .forEach(RandomLivesTest::live);
    }

    private static void live(long seed) {
        try {
            var lives = new RandomLives(seed);
            lives.anything(STEPS);
            lives.toTheEnd();
        } catch (AssertionError | RuntimeException e) {
            keep(seed, e);
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private static void keep(long seed, Throwable failure) {
        try {
            if (LongStream.of(failedOnce()).noneMatch(known -> known == seed)) {
                Files.writeString(FAILED, seed + "\n", StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static long[] failedOnce() throws IOException {
        return Files.readAllLines(FAILED).stream()
                .filter(line -> !line.startsWith("#"))
                .mapToLong(Long::parseLong)
                .toArray();
    }
}
