package io.batchline.ingest.batch;

import java.time.Duration;

/// What uploads may take.
///
/// @param largest bytes of one source
/// @param perTenant bytes of all sources of a tenant, stored and on their way
/// @param unfinishedPerTenant uploads of a tenant that are under way or can be resumed
/// @param expiry an upload of which nothing came for so long is removed
/// @param silence a request of which no byte came for so long is cut off
public record UploadLimits(
        long largest, long perTenant, int unfinishedPerTenant, Duration expiry, Duration silence) {
    /// Parts that a source may have. Their addresses must fit in a header, beside a token.
    public static final int PARTS = 32;

    public static final UploadLimits DEFAULTS =
            new UploadLimits(
                    8L << 30, 512L << 30, 100, Duration.ofHours(24), Duration.ofSeconds(20));

    public UploadLimits {
        if (largest < 1) {
            throw new IllegalArgumentException(
                    "largest source %d bytes: at least 1".formatted(largest));
        }
        if (perTenant < 1) {
            throw new IllegalArgumentException(
                    "sources of a tenant %d bytes: at least 1".formatted(perTenant));
        }
        if (unfinishedPerTenant < 1) {
            throw new IllegalArgumentException(
                    "%d unfinished uploads of a tenant: at least 1".formatted(unfinishedPerTenant));
        }
        if (expiry.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "uploads expire after %s: at least a second".formatted(expiry));
        }
        if (silence.compareTo(UploadClaims.ABANDONED) < 0) {
            throw new IllegalArgumentException(
                    "silence of %s: at least %s".formatted(silence, UploadClaims.ABANDONED));
        }
    }

    public UploadLimits withLargest(long bytes) {
        return new UploadLimits(bytes, perTenant, unfinishedPerTenant, expiry, silence);
    }

    public UploadLimits withPerTenant(long bytes) {
        return new UploadLimits(largest, bytes, unfinishedPerTenant, expiry, silence);
    }

    public UploadLimits withUnfinishedPerTenant(int most) {
        return new UploadLimits(largest, perTenant, most, expiry, silence);
    }

    public UploadLimits withExpiry(Duration time) {
        return new UploadLimits(largest, perTenant, unfinishedPerTenant, time, silence);
    }

    public UploadLimits withSilence(Duration time) {
        return new UploadLimits(largest, perTenant, unfinishedPerTenant, expiry, time);
    }
}
