package io.batchline.ingest.upload;

import io.batchline.blob.BlobStore;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.id.TenantId;
import io.batchline.ingest.batch.Beginning;
import io.batchline.ingest.batch.NewUpload;
import io.batchline.ingest.batch.Upload;
import io.batchline.ingest.batch.UploadClaims;
import io.batchline.ingest.batch.UploadEnds;
import io.batchline.ingest.batch.UploadRole;
import io.batchline.ingest.publish.ChunkProgress;
import io.batchline.ingest.publish.Publisher;
import io.batchline.ingest.publish.UploadProgress;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes sources that come in pieces, through as many requests, replicas and days as it takes.
public final class ResumableUploads {
    private static final Logger LOG = LoggerFactory.getLogger(ResumableUploads.class);

    private final BlobStore blobs;
    private final UploadClaims claims;
    private final UploadEnds ends;
    private final ChunkWriter writer;
    private final PartsProgress parts;
    private final Publisher publisher;
    private final Clock clock;

    public ResumableUploads(
            BlobStore blobs,
            UploadClaims claims,
            UploadEnds ends,
            UploadWatch watch,
            Publisher publisher,
            Clock clock) {
        this.blobs = blobs;
        this.claims = claims;
        this.ends = ends;
        this.writer = new ChunkWriter(blobs, claims, watch, publisher, clock);
        this.parts = new PartsProgress(claims, publisher, clock);
        this.publisher = publisher;
        this.clock = clock;
    }

    /// Bytes that an upload may have.
    public long largest() {
        return claims.limits().largest();
    }

    public Optional<Upload> find(TenantId tenant, UUID id) throws SQLException {
        return claims.find(tenant, id);
    }

    /// Begins an upload that chunks follow.
    ///
    /// @param part whether it is one of several that come side by side
    /// @param said what the client says of it
    public UploadCreation create(BatchDefinition batch, boolean part, SaidOfUpload said)
            throws IOException, SQLException {
        OptionalLong length = said.length();
        if (length.orElse(0) > largest() || said.sourceLength().orElse(0) > largest()) {
            return new UploadCreation.TooLarge(largest());
        }
        long room = blobs.resumable().room();
        if (length.orElse(0) > room) {
            return new UploadCreation.NoRoom(room);
        }
        UUID id = UUID.randomUUID();
        UploadRole role =
                part
                        ? new UploadRole.Part(UUID.randomUUID(), said.sourceLength())
                        : new UploadRole.Whole();
        // First, so that whoever finds the upload can write it. Without one it goes in time.
        blobs.resumable().begin(id);
        Beginning beginning =
                claims.begin(
                        new NewUpload(
                                id,
                                batch.batchId(),
                                batch.tenant(),
                                role,
                                said.fileName(),
                                said.metadata(),
                                length,
                                null));
        if (beginning instanceof Beginning.Begun(Upload upload, long _, boolean opens)) {
            if (opens) {
                OptionalLong whole = part ? said.sourceLength() : length;
                new UploadProgress(publisher, clock, batch, whole).started();
            }
            return new UploadCreation.Created(upload);
        }
        blobs.resumable().discard(id);
        return new UploadCreation.Refused(beginning);
    }

    /// Takes a chunk, on the caller's thread.
    ///
    /// @param upload as it was found
    /// @throws IOException when the stream or the store fails; what of it is kept the upload's
    ///   offset says
    public ChunkOutcome append(BatchDefinition batch, Upload upload, Chunk chunk, Incoming incoming)
            throws IOException, SQLException, InterruptedException {
        return switch (ChunkRules.decide(upload, chunk, largest())) {
            case ChunkDecision.Refuse(ChunkOutcome outcome) -> outcome;
            case ChunkDecision.Take take -> append(batch, upload, chunk, take, incoming);
        };
    }

    private ChunkOutcome append(
            BatchDefinition batch,
            Upload upload,
            Chunk chunk,
            ChunkDecision.Take take,
            Incoming incoming)
            throws IOException, SQLException, InterruptedException {
        UUID request = UUID.randomUUID();
        Optional<Upload> found = claims.claim(upload.id(), request);
        if (found.isEmpty()) {
            return lost(batch.tenant(), upload.id());
        }
        if (found.get().received() != chunk.offset()) {
            long offset = found.get().received();
            claims.release(upload.id(), request, offset);
            return new ChunkOutcome.WrongOffset(offset);
        }
        if (upload.length().isEmpty() && take.length().isPresent()) {
            long left = claims.left(batch.tenant(), upload);
            if (take.length().getAsLong() > left) {
                claims.release(upload.id(), request, chunk.offset());
                return new ChunkOutcome.TenantFull(claims.limits().perTenant(), left);
            }
        }
        Upload described =
                claims.describe(found.get(), request, take.length(), positive(chunk.size()));
        var writing = new Writing(batch, described, request, take, chunk.checksum(), false);
        return write(writing, incoming);
    }

    private ChunkOutcome write(Writing writing, Incoming incoming)
            throws IOException, SQLException, InterruptedException {
        try {
            Optional<ChunkOutcome> outcome =
                    writing.upload().isPart()
                            ? writePart(writing, incoming)
                            : writer.write(writing, writer.progress(writing), incoming);
            return outcome.isPresent()
                    ? outcome.get()
                    : lost(writing.batch().tenant(), writing.upload().id());
        } catch (NoSuchFileException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("batchId", writing.batch().batchId())
                    .log("what an upload had received is not there any more: it ends");
            ends.terminate(writing.upload());
            return new ChunkOutcome.Gone();
        }
    }

    private Optional<ChunkOutcome> writePart(Writing writing, Incoming incoming)
            throws IOException, SQLException, InterruptedException {
        ChunkProgress progress = parts.begin(writing.batch(), writing.upload());
        try {
            return writer.write(writing, progress, incoming);
        } finally {
            parts.end(writing.upload());
        }
    }

    /// The client wants it no more.
    public void terminate(Upload upload) throws SQLException {
        ends.terminate(upload);
    }

    /// Another request has it, or nobody any more.
    private ChunkOutcome lost(TenantId tenant, UUID id) throws SQLException {
        return claims.find(tenant, id)
                        .filter(found -> found.state() == Upload.State.OPEN)
                        .isPresent()
                ? new ChunkOutcome.Busy()
                : new ChunkOutcome.Gone();
    }

    private static OptionalLong positive(OptionalLong size) {
        return size.orElse(0) > 0 ? size : OptionalLong.empty();
    }
}
