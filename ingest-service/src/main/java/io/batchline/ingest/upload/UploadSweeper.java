package io.batchline.ingest.upload;

import io.batchline.blob.BlobInUseException;
import io.batchline.blob.BlobStore;
import io.batchline.blob.ResumableBlob;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.id.BlobKey;
import io.batchline.ingest.batch.Upload;
import io.batchline.ingest.batch.UploadClaims;
import io.batchline.ingest.batch.UploadEnds;
import io.batchline.ingest.publish.Publisher;
import io.batchline.ingest.publish.UploadProgress;
import io.batchline.ingest.rounds.Rounds;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings to an end what nobody else does: uploads that were whole when their process died, those
/// that expire, those that died with their process, and the bytes of all that ended. On a thread of
/// its own; several programs may do it at once.
public final class UploadSweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UploadSweeper.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration NOBODYS_AFTER = Duration.ofHours(1);

    private final BlobStore blobs;
    private final UploadClaims claims;
    private final UploadEnds ends;
    private final Completion completion;
    private final Publisher publisher;
    private final Clock clock;
    private final Runnable onCommand;
    private final Rounds rounds;
    private Instant nextTidying;

    private UploadSweeper(
            BlobStore blobs,
            UploadClaims claims,
            UploadEnds ends,
            Publisher publisher,
            Clock clock,
            Runnable onCommand) {
        this.blobs = blobs;
        this.claims = claims;
        this.ends = ends;
        this.completion = new Completion(claims);
        this.publisher = publisher;
        this.clock = clock;
        this.onCommand = onCommand;
        this.nextTidying = clock.instant();
        this.rounds = Rounds.start("upload-sweeper", EVERY, this::sweep);
    }

    /// @param onCommand called when there is a command to send
    public static UploadSweeper start(
            BlobStore blobs,
            UploadClaims claims,
            UploadEnds ends,
            Publisher publisher,
            Clock clock,
            Runnable onCommand) {
        return new UploadSweeper(blobs, claims, ends, publisher, clock, onCommand);
    }

    @Override
    public void close() {
        rounds.close();
    }

    private void sweep() throws IOException, SQLException, InterruptedException {
        for (Upload whole : claims.whole()) {
            finish(whole);
        }
        int ended = ends.endDead() + expire();
        if (ended > 0) {
            LOG.atInfo().addKeyValue("uploads", ended).log("uploads had died or expired");
            onCommand.run();
        }
        for (UUID upload : ends.toDiscard()) {
            blobs.resumable().discard(upload);
            ends.discarded(upload);
        }
        tidy();
    }

    private void finish(Upload whole) throws IOException, SQLException, InterruptedException {
        UUID writer = UUID.randomUUID();
        Optional<Upload> claimed = claims.claim(whole.id(), writer);
        if (claimed.isEmpty()) {
            return;
        }
        BatchDefinition batch = ends.batchOf(whole);
        var take = new ChunkDecision.Take(whole.received(), whole.length(), true);
        var writing = new Writing(batch, claimed.get(), writer, take, null, false);
        try (ResumableBlob blob = blobs.resumable().open(whole.id(), whole.received())) {
            completion.complete(writing, progress(batch, whole), blob::complete, whole.received());
        } catch (BlobInUseException _) {
            claims.release(whole.id(), writer, whole.received());
        } catch (NoSuchFileException e) {
            finishPlaced(writing, e);
        }
        onCommand.run();
    }

    /// Its process died between placing the blob and saying so.
    private void finishPlaced(Writing writing, NoSuchFileException missing)
            throws IOException, SQLException, InterruptedException {
        BlobKey key = BlobKey.source(writing.batch().batchId());
        if (blobs.exists(key) && blobs.size(key) == writing.from()) {
            completion.complete(
                    writing, progress(writing.batch(), writing.upload()), _ -> {}, writing.from());
        } else {
            LOG.atError()
                    .setCause(missing)
                    .addKeyValue("batchId", writing.batch().batchId())
                    .log("what an upload had received is not there any more: it ends");
            ends.terminate(writing.upload());
        }
    }

    private int expire() throws SQLException {
        var expired = ends.expire();
        for (UploadEnds.Expired each : expired) {
            progress(each.batch(), each.upload()).expired(each.upload().received());
        }
        return expired.size();
    }

    private UploadProgress progress(BatchDefinition batch, Upload upload) {
        return new UploadProgress(
                publisher, clock, batch, upload.length(), upload.createdAt(), upload.received());
    }

    /// Now and then: what belongs to no upload, and uploads that nobody asks for any more.
    private void tidy() throws IOException, SQLException {
        Instant now = clock.instant();
        if (now.isBefore(nextTidying)) {
            return;
        }
        nextTidying = now.plus(NOBODYS_AFTER);
        ends.forget();
        blobs.resumable()
                .discardUntouchedSince(now.minus(claims.limits().expiry()).minus(NOBODYS_AFTER));
    }
}
