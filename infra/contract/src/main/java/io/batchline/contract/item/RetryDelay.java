package io.batchline.contract.item;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.batchline.contract.id.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.CRC32;

/// How long a failed attempt is followed by nothing: doubling from `first` to at most `longest`,
/// less up to half, so that what failed together does not come back together.
///
/// No record carries when an item is due again: whoever read that an attempt failed, and when, can
/// tell by [#due]. The coordinator keeps to it, and others show it.
public record RetryDelay(Duration first, Duration longest) {
    public static final RetryDelay DEFAULT =
            new RetryDelay(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private static final int MOST_DOUBLINGS = 20;
    private static final double ALL_CHECKSUMS = 0x1p32;

    public RetryDelay {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "retry delay from %s to %s: it starts above zero and does not shrink"
                            .formatted(first, longest));
        }
    }

    /// @param failed the attempt that failed, from 1
    /// @param chance 0 (inclusive) to 1 (exclusive)
    public Duration after(int failed, double chance) {
        long doubled = first.toMillis() << Math.min(failed - 1, MOST_DOUBLINGS);
        long full = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(Math.round(full * (1 - chance / 2)));
    }

    /// When an item whose run failed is due again. Chance is the run's own: another one for each
    /// item and run, and the same for everybody who asks.
    ///
    /// @param run the run that failed, and `attempt` the attempt that it was; both from 1
    public Instant due(JobId item, int run, int attempt, Instant failedAt) {
        var checksum = new CRC32();
        checksum.update("%s %d".formatted(item, run).getBytes(US_ASCII));
        return failedAt.plus(after(attempt, checksum.getValue() / ALL_CHECKSUMS));
    }
}
