package io.batchline.ingest.http.tus;

import io.batchline.contract.batch.BatchDefinition;
import io.batchline.http.Problem;
import io.batchline.ingest.batch.NewJoin;
import io.batchline.ingest.batch.Upload;
import io.batchline.ingest.upload.Chunk;
import io.batchline.ingest.upload.SaidOfUpload;
import io.javalin.http.Context;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// How uploads begin: one by itself, a part of one, and one that is made of parts.
final class TusCreation {
    private final TusDesk desk;

    TusCreation(TusDesk desk) {
        this.desk = desk;
    }

    void create(Context ctx) throws IOException, SQLException, InterruptedException {
        Optional<UploadConcat> concat = TusHeaders.concat(ctx);
        if (concat.isEmpty()) {
            begin(ctx, false, TusHeaders.lengthOrDeferred(ctx));
            return;
        }
        switch (concat.get()) {
            case UploadConcat.Partial() -> begin(ctx, true, TusHeaders.lengthOfPart(ctx));
            case UploadConcat.Final asked -> join(ctx, asked);
        }
    }

    private void begin(Context ctx, boolean part, OptionalLong length)
            throws IOException, SQLException, InterruptedException {
        String header = header(ctx);
        UploadMetadata metadata = metadata(header);
        Chunk first = TusHeaders.firstChunk(ctx);
        boolean bringsBytes = first.size().orElse(1) > 0;
        if (bringsBytes) {
            TusHeaders.requireChunkType(ctx);
        }
        var said = new SaidOfUpload(metadata.fileName(), header, length, sourceLength(metadata));
        BatchDefinition batch = batch(ctx, metadata);
        Upload upload = TusAnswers.created(desk.uploads().create(batch, part, said));
        desk.onCommand().run();
        created(ctx, upload.id());
        TusAnswers.expires(ctx, upload);
        if (bringsBytes || (upload.isWhole() && !part)) {
            desk.append(ctx, batch, upload, first);
        }
    }

    private void join(Context ctx, UploadConcat.Final asked)
            throws IOException, SQLException, InterruptedException {
        TusHeaders.requireNoBytesOfItsOwn(ctx);
        String header = header(ctx);
        UploadMetadata metadata = metadata(header);
        BatchDefinition batch = batch(ctx, metadata);
        try {
            Upload upload =
                    JoinAnswers.made(
                            desk.joined()
                                    .join(
                                            new NewJoin(
                                                    batch.batchId(),
                                                    desk.tenant(ctx),
                                                    asked.parts(),
                                                    asked.asked(),
                                                    metadata.fileName(),
                                                    header,
                                                    UUID.randomUUID())));
            created(ctx, upload.id());
            if (upload.state() == Upload.State.OPEN) {
                TusAnswers.expires(ctx, upload);
            }
        } finally {
            desk.onCommand().run();
        }
    }

    private static void created(Context ctx, UUID upload) {
        ctx.status(201).header("Location", TusRoutes.ALL + "/" + upload);
    }

    private static String header(Context ctx) {
        return Optional.ofNullable(ctx.header(TusHeaders.METADATA)).orElse("").strip();
    }

    private static UploadMetadata metadata(String header) {
        try {
            return UploadMetadata.parse(header);
        } catch (IllegalArgumentException e) {
            throw TusHeaders.bad(TusHeaders.METADATA, "can't be read: " + e.getMessage());
        }
    }

    private static OptionalLong sourceLength(UploadMetadata metadata) {
        try {
            return metadata.sourceLength();
        } catch (IllegalArgumentException e) {
            throw TusHeaders.bad(TusHeaders.METADATA, "can't be used: " + e.getMessage());
        }
    }

    private BatchDefinition batch(Context ctx, UploadMetadata metadata) throws SQLException {
        String id =
                metadata.batchId()
                        .orElseThrow(() ->
                                Problem.invalid(
                                        TusHeaders.METADATA,
                                        "has no batch_id: an upload is the source of a batch, or a part of it"));
        return desk.batch(ctx, id)
                .orElseThrow(() -> Problem.notFound("there is no batch '%s'".formatted(id)));
    }
}
