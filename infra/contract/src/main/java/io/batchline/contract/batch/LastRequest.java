package io.batchline.contract.batch;

/// The status that a batch was last asked to have. Requests are written down before the coordinator
/// hears of them, so whoever shows a batch decides between the two.
///
/// No clock is asked: a request and what the coordinator says come from two machines, and the
/// coordinator may write other news of the batch after a request and before it has read it.
///
/// @param generation the generation that it was asked of
public record LastRequest(BatchStatus status, int generation) {

    /// How a batch stands of which the coordinator last said that.
    ///
    /// Nothing was asked later than this. So within a generation a pause that is not followed by
    /// processing again, and a resume that is not followed by a pause, is what holds or what comes;
    /// only what is further in a batch's life than the request can have followed it. An end belongs
    /// to its generation: after a retry it counts no more.
    public BatchStatus over(BatchStatus folded, int foldedGeneration) {
        if (generation != foldedGeneration) {
            return generation > foldedGeneration ? status : folded;
        }
        return rank(folded) > rank(status) ? folded : status;
    }

    /// Whether it is a retry that the coordinator has not begun.
    public boolean isRedriveAhead(int foldedGeneration) {
        return generation > foldedGeneration;
    }

    private static int rank(BatchStatus status) {
        return switch (status) {
            case PENDING -> 0;
            case UPLOADING -> 1;
            case PROCESSING, PAUSED -> 2;
            case CANCELLING -> 3;
            case COMPLETED, FAILED, CANCELLED -> 4;
        };
    }
}
