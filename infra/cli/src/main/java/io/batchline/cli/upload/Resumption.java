package io.batchline.cli.upload;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// What becomes of an upload that an earlier call did not finish.
public sealed interface Resumption {
    /// A new batch.
    ///
    /// @param why the one from before can't go on
    record Anew(String why) implements Resumption {}

    /// The batch from before, whose upload has not begun.
    record Begin() implements Resumption {}

    /// The upload from before.
    record GoOn(String upload, long offset) implements Resumption {}

    /// All has arrived; only nobody was told.
    record Arrived() implements Resumption {}

    /// All of another source, or with other options, has arrived: that batch stays, and there is a
    /// new one.
    record Beside() implements Resumption {}

    /// Whether what is kept is of these bytes and this request.
    ///
    /// @return why not
    static Optional<String> unfit(KeptUpload kept, UploadSource.Mark mark, JsonNode request) {
        if (!kept.content().equals(mark.content())) {
            return Optional.of("the source has changed since its upload was interrupted");
        }
        return kept.request().equals(request)
                ? Optional.empty()
                : Optional.of("the interrupted upload was of a batch with other options");
    }

    /// @param standing of the kept upload, where one had begun
    static Resumption of(
            KeptUpload kept, UploadSource.Mark mark, JsonNode request, Standing standing) {
        Optional<String> unfit = unfit(kept, mark, request);
        if (unfit.isPresent()) {
            return standing instanceof Standing.Complete ? new Beside() : new Anew(unfit.get());
        }
        String upload = kept.upload();
        if (upload == null) {
            return new Begin();
        }
        return switch (standing) {
            case Standing.Open(long offset) -> new GoOn(upload, offset);
            case Standing.Complete() -> new Arrived();
            case Standing.Gone() -> new Anew("the interrupted upload has expired or was ended");
        };
    }
}
