package io.batchline.ingest.upload;

import io.batchline.blob.BlobStore;
import io.batchline.blob.ResumableBlob;
import io.batchline.blob.StorageFullException;
import io.batchline.ingest.batch.Upload;
import io.batchline.ingest.batch.UploadClaims;
import io.batchline.ingest.publish.Publisher;
import io.batchline.ingest.publish.UploadProgress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Appends parts to the first of them, in their order.
///
/// How far it came is noted each second and after each part, once that was forced: whoever goes on
/// after a crash begins there. A part's own bytes go when its copy is noted, so the most room that
/// joining takes beside the parts is that of one of them.
final class PartJoiner {
    private static final long STRETCH = 32L << 20;
    private static final Duration NOTED_EVERY = Duration.ofSeconds(1);

    private final BlobStore blobs;
    private final UploadClaims claims;
    private final UploadWatch watch;
    private final Publisher publisher;
    private final Clock clock;

    PartJoiner(
            BlobStore blobs,
            UploadClaims claims,
            UploadWatch watch,
            Publisher publisher,
            Clock clock) {
        this.blobs = blobs;
        this.claims = claims;
        this.watch = watch;
        this.publisher = publisher;
        this.clock = clock;
    }

    /// Whether all are there and the claim held so long.
    ///
    /// @param blob the first part, with what was noted of the others behind it
    /// @throws StorageFullException when there is no room; what was noted stays
    boolean join(Writing writing, List<UUID> parts, ResumableBlob blob)
            throws IOException, SQLException {
        Map<UUID, Long> lengths =
                claims.partsOf(writing.upload().id()).stream()
                        .collect(Collectors.toMap(Upload::id, Upload::received));
        if (!lengths.keySet().containsAll(parts)) {
            return false;
        }
        var joining =
                new Joining(
                        writing, blob, watch.begin(writing.writer(), () -> {}), progress(writing));
        try {
            return joining.all(parts, lengths);
        } catch (StorageFullException e) {
            blob.cut(joining.noted);
            throw e;
        } finally {
            watch.end(writing.writer());
        }
    }

    private UploadProgress progress(Writing writing) {
        return new UploadProgress(
                publisher,
                clock,
                writing.batch(),
                writing.upload().length(),
                writing.upload().createdAt(),
                writing.take().end());
    }

    /// One run.
    private final class Joining {
        private final Writing writing;
        private final ResumableBlob blob;
        private final RunningUpload running;
        private final UploadProgress progress;
        private long at;
        private long noted;
        private Instant notedAt;

        Joining(
                Writing writing,
                ResumableBlob blob,
                RunningUpload running,
                UploadProgress progress) {
            this.writing = writing;
            this.blob = blob;
            this.running = running;
            this.progress = progress;
            this.at = writing.from();
            this.noted = at;
            this.notedAt = clock.instant();
        }

        boolean all(List<UUID> parts, Map<UUID, Long> lengths) throws IOException, SQLException {
            progress.joined(at);
            long end = 0;
            for (UUID part : parts) {
                long begin = end;
                end += lengths.getOrDefault(part, 0L);
                if (end <= at) {
                    continue;
                }
                if (!append(part, begin, end)) {
                    return false;
                }
                blobs.resumable().discard(part);
            }
            return true;
        }

        /// @param begin where the part begins in the whole
        private boolean append(UUID part, long begin, long end) throws IOException, SQLException {
            while (at < end) {
                if (running.hasLostClaim()) {
                    return false;
                }
                long count = Math.min(STRETCH, end - at);
                blob.append(part, at - begin, count);
                at += count;
                boolean isDue =
                        at == end
                                || Duration.between(notedAt, clock.instant()).compareTo(NOTED_EVERY)
                                        >= 0;
                if (isDue && !note()) {
                    return false;
                }
            }
            return true;
        }

        private boolean note() throws IOException, SQLException {
            long forced = blob.force();
            if (!claims.advance(writing.upload().id(), writing.writer(), forced)) {
                return false;
            }
            noted = forced;
            notedAt = clock.instant();
            progress.joined(forced);
            return true;
        }
    }
}
