package io.batchline.ingest.upload;

import io.batchline.blob.BlobStore;
import io.batchline.blob.StorageFullException;
import io.batchline.ingest.batch.Upload;
import io.batchline.ingest.batch.UploadClaims;
import io.batchline.ingest.batch.UploadEnds;
import io.batchline.ingest.batch.UploadRole;
import io.batchline.ingest.publish.Publisher;
import io.batchline.ingest.publish.UploadProgress;
import io.batchline.ingest.rounds.Rounds;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    private static final Duration ROOM_AFTER = Duration.ofSeconds(10);
    private static final Duration NOBODYS_AFTER = Duration.ofHours(1);

    private final BlobStore blobs;
    private final UploadClaims claims;
    private final UploadEnds ends;
    private final Finishing finishing;
    private final Publisher publisher;
    private final Clock clock;
    private final Runnable onCommand;
    private final Rounds rounds;
    private Instant nextTidying;
    private Instant nextJoining;

    private UploadSweeper(
            BlobStore blobs,
            UploadClaims claims,
            UploadEnds ends,
            UploadWatch watch,
            Publisher publisher,
            Clock clock,
            Runnable onCommand) {
        this.blobs = blobs;
        this.claims = claims;
        this.ends = ends;
        this.finishing = new Finishing(blobs, claims, ends, watch, publisher, clock);
        this.publisher = publisher;
        this.clock = clock;
        this.onCommand = onCommand;
        this.nextTidying = clock.instant();
        this.nextJoining = nextTidying;
        this.rounds = Rounds.start("upload-sweeper", EVERY, this::sweep);
    }

    /// @param onCommand called when there is a command to send
    public static UploadSweeper start(
            BlobStore blobs,
            UploadClaims claims,
            UploadEnds ends,
            UploadWatch watch,
            Publisher publisher,
            Clock clock,
            Runnable onCommand) {
        return new UploadSweeper(blobs, claims, ends, watch, publisher, clock, onCommand);
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

    /// What can't be finished now must not keep the others from their ends.
    private void finish(Upload whole) throws SQLException, InterruptedException {
        boolean isJoined = whole.role() instanceof UploadRole.Joined;
        if (isJoined && clock.instant().isBefore(nextJoining)) {
            return;
        }
        UUID writer = UUID.randomUUID();
        Optional<Upload> claimed = claims.claim(whole.id(), writer);
        if (claimed.isEmpty()) {
            return;
        }
        try {
            finishing.finish(claimed.get(), writer);
        } catch (StorageFullException e) {
            nextJoining = clock.instant().plus(ROOM_AFTER);
            claims.release(whole.id(), writer);
            LOG.atWarn()
                    .setCause(e)
                    .addKeyValue("batchId", whole.batchId())
                    .log("no room to join the parts of a source: again later");
        } catch (IOException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("batchId", whole.batchId())
                    .log("an upload that is whole could not be finished: again later");
        }
        onCommand.run();
    }

    /// Parts of one source expire together, and are told of together.
    private int expire() throws SQLException {
        var expired = ends.expire();
        var sources = new LinkedHashMap<UUID, List<UploadEnds.Expired>>();
        expired.forEach(each ->
                sources.computeIfAbsent(each.upload().source(), _ -> new ArrayList<>()).add(each));
        sources.values().forEach(this::tellOfExpired);
        return expired.size();
    }

    private void tellOfExpired(List<UploadEnds.Expired> ofSource) {
        UploadEnds.Expired first = ofSource.getFirst();
        long bytes = ofSource.stream().mapToLong(each -> each.upload().comeSoFar()).sum();
        new UploadProgress(
                        publisher,
                        clock,
                        first.batch(),
                        first.upload().sourceLength(),
                        first.upload().createdAt(),
                        bytes)
                .expired(bytes);
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
                .discardUntouchedSince(
                        now.minus(claims.limits().expiry()).minus(NOBODYS_AFTER), ends.kept());
    }
}
