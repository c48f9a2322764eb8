package io.batchline.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.cli.client.Query;
import io.batchline.cli.display.Board;
import io.batchline.cli.display.Transfer;
import io.batchline.cli.upload.ChangedSourceException;
import io.batchline.cli.upload.KeptUpload;
import io.batchline.cli.upload.KeptUploads;
import io.batchline.cli.upload.Resumption;
import io.batchline.cli.upload.Sending;
import io.batchline.cli.upload.Standing;
import io.batchline.cli.upload.TusClient;
import io.batchline.cli.upload.UploadSource;
import io.batchline.client.AnswerException;
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

    BatchId run(ObjectNode request, Interruption interruption)
            throws IOException, InterruptedException {
        Optional<UploadSource.Mark> mark = source.mark();
        if (mark.isEmpty()) {
            return once(request);
        }
        KeptUpload.Of of = new KeptUpload.Of(api.server().toString(), owner(), mark.get().place());
        Optional<KeptUploads.Claim> claim = kept.claim(of);
        if (claim.isEmpty()) {
            board.notes(
                    label,
                    "another call sends this at the moment: this one makes a batch of its own, with which no later call goes on");
            return once(request);
        }
        try (KeptUploads.Claim own = claim.get()) {
            interruption.goesOn();
            KeptUpload fresh =
                    new KeptUpload(
                            of,
                            mark.get().content(),
                            request,
                            UUID.randomUUID().toString(),
                            null,
                            null);
            Optional<KeptUpload> before = own.find();
            return before.isPresent()
                    ? goOn(own, before.get(), mark.get(), fresh)
                    : begin(own, fresh);
        }
    }

    /// Tenant and user.
    private String owner() throws IOException, InterruptedException {
        JsonNode me = api.get("who am I", "/api/auth/me", Query.NONE);
        return me.path("tenant").asText() + "/" + me.path("username").asText();
    }

    /// Nothing is kept of it.
    private BatchId once(ObjectNode request) throws IOException, InterruptedException {
        BatchId batch = Submission.create(api, request, UUID.randomUUID().toString());
        try {
            send(tus.create(batch, source.name(), source.length()), 0);
            return batch;
        } catch (IOException | IllegalStateException e) {
            unlessRefused(() -> api.cancel(batch), e);
            throw e;
        }
    }

    private BatchId goOn(
            KeptUploads.Claim own, KeptUpload before, UploadSource.Mark mark, KeptUpload fresh)
            throws IOException, InterruptedException {
        return switch (Resumption.of(before, mark, fresh.request(), standing(before))) {
            case Resumption.Anew(String why) -> {
                board.notes(label, why + ": beginning anew");
                abandon(before);
                yield begin(own, fresh);
            }
            case Resumption.Begin() -> begin(own, before);
            case Resumption.GoOn(String upload, long offset) -> {
                board.notes(
                        label,
                        "going on with the interrupted upload of batch %s at %s"
                                .formatted(id(before), percent(offset)));
                own.keep(before);
                yield finish(own, before, upload, offset);
            }
            case Resumption.Arrived() -> {
                board.notes(label, "had arrived whole, as batch %s".formatted(id(before)));
                own.forget();
                yield id(before);
            }
            case Resumption.Beside() -> {
                board.notes(
                        label,
                        "what was sent before had arrived whole, as batch %s: this is another one"
                                .formatted(id(before)));
                yield begin(own, fresh);
            }
        };
    }

    private Standing standing(KeptUpload before) throws IOException, InterruptedException {
        String upload = before.upload();
        return upload == null ? new Standing.Open(0) : tus.standing(upload);
    }

    private BatchId begin(KeptUploads.Claim own, KeptUpload upload)
            throws IOException, InterruptedException {
        own.keep(upload);
        try {
            // The same key gives the same batch, should it have been made before.
            BatchId batch = Submission.create(api, upload.request(), upload.key());
            KeptUpload created = upload.withBatch(batch);
            own.keep(created);
            String path = tus.create(batch, source.name(), source.length());
            KeptUpload begun = created.withUpload(path);
            own.keep(begun);
            return finish(own, begun, path, 0);
        } catch (AnswerException e) {
            // Typed again it would be refused again.
            if (e.status() < 500 && e.status() != 429 && !e.isUnauthenticated()) {
                own.forget();
            }
            throw e;
        }
    }

    private BatchId finish(KeptUploads.Claim own, KeptUpload upload, String path, long offset)
            throws IOException, InterruptedException {
        try {
            send(path, offset);
        } catch (ChangedSourceException e) {
            // When the server can't be told now, what is kept makes the next call do it.
            unlessRefused(() -> tus.terminate(path), e);
            unlessRefused(() -> api.cancel(id(upload)), e);
            if (e.getSuppressed().length == 0) {
                own.forget();
                board.notes(
                        label,
                        "batch %s is cancelled: the same command sends it as it is now"
                                .formatted(id(upload)));
            }
            throw e;
        }
        own.forget();
        return id(upload);
    }

    private void send(String path, long offset) throws IOException, InterruptedException {
        new Sending(tus, source, path, new OnBoard(label, board)).from(offset);
    }

    /// What nobody goes on with should not wait for ever. A batch whose source has come in another
    /// way is left alone.
    private void abandon(KeptUpload before) throws IOException, InterruptedException {
        String upload = before.upload();
        BatchId batch = before.batch();
        if (upload != null) {
            unlessRefused(() -> tus.terminate(upload));
        }
        if (batch != null) {
            unlessRefused(() -> {
                if (!api.status(batch).hasNonNull("source")) {
                    api.cancel(batch);
                }
            });
        }
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    /// Each by itself: that an upload has expired does not end its batch.
    private static void unlessRefused(Step step) throws IOException, InterruptedException {
        try {
            step.run();
        } catch (AnswerException _) {
            // It has ended by itself.
        }
    }

    private static void unlessRefused(Step step, Exception why) throws InterruptedException {
        try {
            unlessRefused(step);
        } catch (IOException e) {
            why.addSuppressed(e);
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
