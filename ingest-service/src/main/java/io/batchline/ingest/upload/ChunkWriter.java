package io.batchline.ingest.upload;

import io.batchline.blob.BlobInUseException;
import io.batchline.blob.BlobStore;
import io.batchline.blob.ResumableBlob;
import io.batchline.blob.StorageFullException;
import io.batchline.ingest.batch.UploadClaims;
import io.batchline.ingest.publish.ChunkProgress;
import io.batchline.ingest.publish.Publisher;
import io.batchline.ingest.publish.UploadProgress;
import java.io.IOException;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what claimed requests bring, through to the disk, and makes the source of it when it is
/// whole. An offset is said to anyone only after its bytes were forced.
final class ChunkWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ChunkWriter.class);

    private final BlobStore blobs;
    private final UploadClaims claims;
    private final UploadWatch watch;
    private final Completion completion;
    private final Publisher publisher;
    private final Clock clock;

    ChunkWriter(
            BlobStore blobs,
            UploadClaims claims,
            UploadWatch watch,
            Publisher publisher,
            Clock clock) {
        this.blobs = blobs;
        this.claims = claims;
        this.watch = watch;
        this.completion = new Completion(claims, publisher, clock);
        this.publisher = publisher;
        this.clock = clock;
    }

    UploadProgress progress(Writing writing) {
        return new UploadProgress(
                publisher,
                clock,
                writing.batch(),
                writing.take().length(),
                writing.upload().createdAt(),
                writing.from());
    }

    /// Takes all of the stream, on the caller's thread. Afterwards the claim is given back, with
    /// what is kept. A part that is whole waits for the others.
    ///
    /// @return empty when another has the claim, or the upload was ended
    /// @throws IOException when the stream or the store fails
    Optional<ChunkOutcome> write(Writing writing, ChunkProgress progress, Incoming incoming)
            throws IOException, SQLException, InterruptedException {
        RunningUpload running = watch.begin(writing.writer(), incoming.cut());
        try (ResumableBlob blob = blobs.resumable().open(writing.upload().id(), writing.from())) {
            return write(writing, progress, incoming, blob, running);
        } catch (BlobInUseException _) {
            // Who wrote before has not noticed yet that it does no more.
            claims.release(writing.upload().id(), writing.writer(), writing.from());
            return Optional.of(new ChunkOutcome.Busy());
        } finally {
            watch.end(writing.writer());
        }
    }

    private Optional<ChunkOutcome> write(
            Writing writing,
            ChunkProgress progress,
            Incoming incoming,
            ResumableBlob blob,
            RunningUpload running)
            throws IOException, SQLException, InterruptedException {
        boolean settled = false;
        try {
            if (!copy(writing, progress, incoming, blob, running)) {
                return Optional.of(new ChunkOutcome.ChecksumMismatch());
            }
            Optional<ChunkOutcome> outcome = end(writing, progress, blob);
            settled = true;
            return outcome;
        } catch (CountedSource.TooLarge _) {
            return Optional.of(new ChunkOutcome.TooLarge(writing.take().end()));
        } catch (CountedSource.ClaimLost _) {
            settled = true;
            return Optional.empty();
        } catch (CountedSource.ClientGone e) {
            throw e.reading();
        } catch (StorageFullException e) {
            LOG.atError()
                    .addKeyValue("batchId", writing.batch().batchId())
                    .setCause(e)
                    .log("storage full");
            return Optional.of(new ChunkOutcome.NoRoom(e.left()));
        } finally {
            if (!settled) {
                giveBack(writing, progress, blob);
            }
        }
    }

    /// Whether what came is what the checksum says.
    private boolean copy(
            Writing writing,
            ChunkProgress progress,
            Incoming incoming,
            ResumableBlob blob,
            RunningUpload running)
            throws IOException {
        Checksum checksum = writing.checksum();
        if (checksum != null) {
            MessageDigest digest = checksum.digest();
            counted(writing, progress, running)
                    .copy(
                            incoming.opening().get(),
                            (bytes, from, count) -> {
                                digest.update(bytes, from, count);
                                blob.write(bytes, from, count);
                            });
            return checksum.matches(digest);
        }
        if (!writing.take().keepsPart()) {
            counted(writing, progress, running).copy(incoming.opening().get(), blob::write);
            return true;
        }
        try (var _ = Checkpoints.start(blob, writing.from(), at -> note(writing, progress, at))) {
            counted(writing, progress, running).copy(incoming.opening().get(), blob::write);
        }
        return true;
    }

    private boolean note(Writing writing, ChunkProgress progress, long forced) throws SQLException {
        boolean noted = claims.advance(writing.upload().id(), writing.writer(), forced);
        if (noted) {
            progress.advanced(forced);
        }
        return noted;
    }

    /// A source in one request tells of what has come; one in pieces of what is kept.
    private static CountedSource counted(
            Writing writing, ChunkProgress progress, RunningUpload running) {
        return new CountedSource(
                writing.from(),
                writing.take().end(),
                writing.isWhole() ? progress::advanced : _ -> {},
                running);
    }

    private Optional<ChunkOutcome> end(Writing writing, ChunkProgress progress, ResumableBlob blob)
            throws IOException, SQLException, InterruptedException {
        long received = blob.force();
        boolean isAll = writing.isWhole() || writing.take().length().orElse(-1) == received;
        if (isAll && !writing.upload().isPart()) {
            return completion.complete(writing, blob::complete, received)
                    ? Optional.of(new ChunkOutcome.Complete(received))
                    : Optional.empty();
        }
        if (!claims.release(writing.upload().id(), writing.writer(), received)) {
            return Optional.empty();
        }
        progress.chunk(received, writing.upload().chunkSize());
        return Optional.of(
                new ChunkOutcome.Taken(received, clock.instant().plus(claims.limits().expiry())));
    }

    private void giveBack(Writing writing, ChunkProgress progress, ResumableBlob blob)
            throws IOException, SQLException {
        long kept = writing.take().keepsPart() ? blob.force() : writing.from();
        blob.cut(kept);
        if (!writing.isWhole() && claims.release(writing.upload().id(), writing.writer(), kept)) {
            progress.interrupted(kept);
        }
    }
}
