package io.batchline.cli.submit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.client.RefusedException;
import io.batchline.cli.display.Board;
import io.batchline.cli.display.Transfer;
import io.batchline.cli.upload.KeptUpload;
import io.batchline.cli.upload.KeptUploads;
import io.batchline.cli.upload.Resumption;
import io.batchline.cli.upload.Sending;
import io.batchline.cli.upload.Standing;
import io.batchline.cli.upload.TusClient;
import io.batchline.cli.upload.UploadSource;
import io.batchline.contract.id.BatchId;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/// Makes one batch of a source: creates it and uploads, or goes on with what an earlier call of the
/// same began. What it does is written down before, so that it may be killed at any time.
final class SourceSubmission {
    private final ApiClient api;
    private final TusClient tus;
    private final KeptUploads kept;
    private final UploadSource source;
    private final String label;
    private final Board board;

    SourceSubmission(
            ApiClient api, KeptUploads kept, UploadSource source, String label, Board board) {
        this.api = api;
        this.tus = new TusClient(api);
        this.kept = kept;
        this.source = source;
        this.label = label;
        this.board = board;
    }

    BatchId run(ObjectNode request) throws IOException, InterruptedException {
        Optional<UploadSource.Mark> mark = source.mark();
        if (mark.isEmpty()) {
            BatchId batch = Submission.create(api, request, UUID.randomUUID().toString());
            send(tus.create(batch, source.name(), source.length()), 0);
            return batch;
        }
        Optional<KeptUpload> before = kept.find(api.server().toString(), mark.get().place());
        return before.isPresent()
                ? goOn(before.get(), mark.get(), request)
                : begin(fresh(mark.get(), request));
    }

    private BatchId goOn(KeptUpload before, UploadSource.Mark mark, ObjectNode request)
            throws IOException, InterruptedException {
        return switch (Resumption.of(before, mark, request, standing(before))) {
            case Resumption.Anew(String why) -> {
                board.notes(label, why + ": beginning anew");
                abandon(before);
                yield begin(fresh(mark, request));
            }
            case Resumption.Begin() -> begin(before);
            case Resumption.GoOn(String upload, long offset) -> {
                board.notes(
                        label,
                        "going on with the interrupted upload of batch %s at %s"
                                .formatted(id(before), percent(offset)));
                yield finish(before, upload, offset);
            }
            case Resumption.Arrived() -> {
                board.notes(label, "had arrived whole, as batch %s".formatted(id(before)));
                kept.forget(before);
                yield id(before);
            }
        };
    }

    private KeptUpload fresh(UploadSource.Mark mark, ObjectNode request) {
        return new KeptUpload(
                api.server().toString(),
                mark.place(),
                mark.content(),
                request,
                UUID.randomUUID().toString(),
                null,
                null);
    }

    private Standing standing(KeptUpload before) throws IOException, InterruptedException {
        String upload = before.upload();
        return upload == null ? new Standing.Open(0) : tus.standing(upload);
    }

    private BatchId begin(KeptUpload upload) throws IOException, InterruptedException {
        kept.keep(upload);
        try {
            // The same key gives the same batch, should it have been made before.
            BatchId batch = Submission.create(api, upload.request(), upload.key());
            KeptUpload created = upload.withBatch(batch);
            kept.keep(created);
            String path = tus.create(batch, source.name(), source.length());
            KeptUpload begun = created.withUpload(path);
            kept.keep(begun);
            return finish(begun, path, 0);
        } catch (RefusedException e) {
            // Typed again it would be refused again.
            if (e.status() < 500 && e.status() != 429 && !e.isUnauthenticated()) {
                kept.forget(upload);
            }
            throw e;
        }
    }

    private BatchId finish(KeptUpload upload, String path, long offset)
            throws IOException, InterruptedException {
        send(path, offset);
        kept.forget(upload);
        return id(upload);
    }

    private void send(String path, long offset) throws IOException, InterruptedException {
        new Sending(tus, source, path, new OnBoard(label, board)).from(offset);
    }

    /// What nobody goes on with should not wait for a day to expire.
    private void abandon(KeptUpload before) throws IOException, InterruptedException {
        kept.forget(before);
        String upload = before.upload();
        BatchId batch = before.batch();
        try {
            if (upload != null) {
                tus.terminate(upload);
            }
            if (batch != null) {
                api.cancel(batch);
            }
        } catch (RefusedException _) {
            // It has ended by itself.
        }
    }

    private static BatchId id(KeptUpload upload) {
        BatchId batch = upload.batch();
        if (batch == null) {
            throw new IllegalStateException("an upload is kept without its batch");
        }
        return batch;
    }

    private String percent(long offset) {
        return source.length().isPresent() && source.length().getAsLong() > 0
                ? "%.1f %%".formatted(100.0 * offset / source.length().getAsLong())
                : "byte " + offset;
    }

    private record OnBoard(String label, Board board) implements Sending.Viewer {
        @Override
        public void sees(Transfer transfer) {
            board.uploads(label, transfer);
        }

        @Override
        public void hears(String note) {
            board.notes(label, note);
        }
    }
}
