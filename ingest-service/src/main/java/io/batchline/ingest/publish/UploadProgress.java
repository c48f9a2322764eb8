package io.batchline.ingest.publish;

import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.progress.ProgressStage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One upload's progress, as one request brings it on: at its start, every 5 percent or 8 MiB,
/// whichever is less, every second that something came, at the end of a chunk, and at its end. For
/// one thread at a time.
public final class UploadProgress implements ChunkProgress {
    private static final long STEP_BYTES = 8L << 20;
    private static final long STEPS_OF_KNOWN_SIZE = 20;
    private static final Duration STEP_TIME = Duration.ofSeconds(1);
    private static final double MIB = 1 << 20;
    private static final double MB = 1_000_000;

    private final Publisher publisher;
    private final Clock clock;
    private final BatchDefinition definition;
    private final OptionalLong size;
    private final long step;
    private final Instant begun;
    private final Instant goesOnAt;
    private final long goesOnFrom;
    private long lastBytes;
    private Instant lastAt;

    /// Of an upload that begins now.
    ///
    /// @param size bytes of the whole, when it is known
    public UploadProgress(
            Publisher publisher, Clock clock, BatchDefinition definition, OptionalLong size) {
        this(publisher, clock, definition, size, clock.instant(), 0);
    }

    /// Of an upload that goes on now.
    ///
    /// @param begun when it began
    /// @param from bytes that came before
    public UploadProgress(
            Publisher publisher,
            Clock clock,
            BatchDefinition definition,
            OptionalLong size,
            Instant begun,
            long from) {
        this.publisher = publisher;
        this.clock = clock;
        this.definition = definition;
        this.size = size;
        this.step = Math.clamp(size.orElse(Long.MAX_VALUE) / STEPS_OF_KNOWN_SIZE, 1, STEP_BYTES);
        this.begun = begun;
        this.goesOnAt = clock.instant();
        this.goesOnFrom = from;
        this.lastBytes = from;
        this.lastAt = goesOnAt;
    }

    public void started() {
        publisher.progress(of(0, percent(0), uploaded(0) + ofSize(), null));
    }

    @Override
    public void advanced(long bytes) {
        Instant now = clock.instant();
        boolean due =
                bytes - lastBytes >= step
                        || (bytes > lastBytes
                                && Duration.between(lastAt, now).compareTo(STEP_TIME) >= 0);
        if (due) {
            lastBytes = bytes;
            lastAt = now;
            publisher.progress(of(bytes, percent(bytes), uploaded(bytes) + ofSize(), null));
        }
    }

    /// All is stored. Returns when the broker has it, so that nothing of a later stage comes
    /// before.
    public void finished(long bytes) throws InterruptedException {
        publisher.progressAcknowledged(of(bytes, 100, uploaded(bytes), null));
    }

    @Override
    public void chunk(long bytes, OptionalLong chunkSize) {
        chunk(bytes, ChunkCount.at(bytes, size, chunkSize));
    }

    /// A chunk of one of several parts is stored.
    ///
    /// @param bytes of all parts
    public void chunk(long bytes, ChunkCount count) {
        publisher.progress(of(bytes, percent(bytes), chunkUploaded(bytes, count), null));
    }

    /// All parts are stored, and so many bytes of them are one.
    public void joined(long bytes) {
        long all = size.orElse(bytes);
        publisher.progress(
                of(
                        all,
                        percent(all),
                        "Joined %.2f of %.2f MB".formatted(bytes / MB, all / MB),
                        null));
    }

    /// The last chunk is stored. Returns as `finished` does.
    public void lastChunk(long bytes, OptionalLong chunkSize) throws InterruptedException {
        ChunkCount count = ChunkCount.at(bytes, size, chunkSize);
        publisher.progressAcknowledged(of(bytes, 100, chunkUploaded(bytes, count), null));
    }

    @Override
    public void interrupted(long bytes) {
        publisher.progress(
                of(
                        bytes,
                        percent(bytes),
                        "Upload interrupted at %.2f MB".formatted(bytes / MB),
                        "the upload waits for its client to go on"));
    }

    /// Nobody went on in time; nothing is kept.
    public void expired(long bytes) {
        publisher.progress(
                of(
                        bytes,
                        percent(bytes),
                        "Upload expired after %.2f MB".formatted(bytes / MB),
                        "the upload was not finished in time: send the source again"));
    }

    /// It broke off and nothing is kept.
    public void aborted(String why) {
        publisher.progress(
                of(
                        lastBytes,
                        percent(lastBytes),
                        "Upload broke off after %.1f MiB".formatted(lastBytes / MIB),
                        why));
    }

    private Progress of(long bytes, double percent, String message, @Nullable String waiting) {
        Instant now = clock.instant();
        double elapsed = seconds(Duration.between(begun, now));
        return new Progress(
                definition.batchId(),
                1,
                ProgressStage.UPLOADING,
                definition.labels().of(ProgressStage.UPLOADING),
                message,
                percent,
                ProgressStage.UPLOADING.batchPercentage(percent),
                0,
                0,
                0,
                0,
                elapsed,
                elapsed,
                eta(bytes, seconds(Duration.between(goesOnAt, now))),
                0,
                false,
                waiting,
                now);
    }

    /// Short of 100 until all is stored; 0 throughout when nobody said how much comes.
    private double percent(long bytes) {
        if (size.isEmpty() || size.getAsLong() == 0) {
            return 0;
        }
        return Math.min(99.9, Math.round(1000.0 * bytes / size.getAsLong()) / 10.0);
    }

    private @Nullable Double eta(long bytes, double elapsed) {
        if (size.isEmpty() || bytes <= goesOnFrom) {
            return null;
        }
        return Math.max(0, size.getAsLong() - bytes) * elapsed / (bytes - goesOnFrom);
    }

    private static String uploaded(long bytes) {
        return "Uploaded %.1f MiB".formatted(bytes / MIB);
    }

    private static String chunkUploaded(long bytes, ChunkCount count) {
        return "Chunk %s uploaded (%.2f MB)".formatted(count, bytes / MB);
    }

    private String ofSize() {
        return size.isPresent() ? " of %.1f MiB".formatted(size.getAsLong() / MIB) : "";
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
