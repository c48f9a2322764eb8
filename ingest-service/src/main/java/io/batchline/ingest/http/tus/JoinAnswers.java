package io.batchline.ingest.http.tus;

import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.ingest.batch.JoinDecision;
import io.batchline.ingest.batch.Upload;
import io.batchline.ingest.upload.JoinOutcome;

/// What came of joining parts, as statuses.
final class JoinAnswers {
    private JoinAnswers() {}

    /// @throws Problem when they are not joined
    static Upload made(JoinOutcome outcome) {
        return switch (outcome) {
            case JoinOutcome.Made(Upload upload) -> upload;
            case JoinOutcome.Refused(JoinDecision.Refused why) -> throw refused(why);
            case JoinOutcome.NoRoom(long left) ->
                    throw Problem.of(
                            ProblemType.INSUFFICIENT_STORAGE,
                            "the parts are kept, and joined as soon as the storage has room: %d bytes are left"
                                    .formatted(left));
            case JoinOutcome.Gone() ->
                    throw Problem.of(
                            TusProblems.GONE, "the batch was cancelled, or got another upload");
        };
    }

    private static Problem refused(JoinDecision.Refused why) {
        return switch (why) {
            case JoinDecision.TooMany(int limit) ->
                    bad(
                            "names more than %d parts: a source takes at most so many"
                                    .formatted(limit));
            case JoinDecision.Doubled(var part) -> bad("names %s twice".formatted(part));
            case JoinDecision.NotAPart(var upload) ->
                    bad(
                            "names %s, which was not begun with %s: partial"
                                    .formatted(upload, TusHeaders.CONCAT));
            case JoinDecision.OfAnotherBatch(var part) ->
                    bad("names %s, which is a part for another batch".formatted(part));
            case JoinDecision.Unknown(var part) ->
                    Problem.notFound("there is no upload '%s'".formatted(part));
            case JoinDecision.Gone(var part) ->
                    Problem.of(
                            TusProblems.GONE,
                            "the part %s has expired or was ended: begin it anew".formatted(part));
            case JoinDecision.JoinedOtherwise(var part, var into) ->
                    Problem.conflict(
                            "the part %s belongs to the upload %s, which was made of other parts, in another order or with other metadata"
                                    .formatted(part, into));
            case JoinDecision.Unfinished(var part, long received, long length) ->
                    Problem.conflict(
                            "the part %s has %d of its %d bytes: finish it first"
                                    .formatted(part, received, length));
            case JoinDecision.Busy(var part) ->
                    TusProblems.locked(
                            "a request still writes the part %s: ask again".formatted(part));
            case JoinDecision.TooLarge(long limit) ->
                    Problem.of(
                            ProblemType.TOO_LARGE,
                            "a source takes at most %d bytes, and the parts have more"
                                    .formatted(limit));
            case JoinDecision.OtherLength(long length, long said) ->
                    Problem.conflict(
                            "the parts have %d bytes, and the source was said to have %d"
                                    .formatted(length, said));
            case JoinDecision.NotPending() ->
                    Problem.conflict("the batch has started or was cancelled: it takes no source");
        };
    }

    private static Problem bad(String what) {
        return TusHeaders.bad(TusHeaders.CONCAT, what);
    }
}
