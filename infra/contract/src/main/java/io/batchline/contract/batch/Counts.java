package io.batchline.contract.batch;

/// A batch's items by state. The six states always sum to the total.
public record Counts(
        int total,
        int waiting,
        int running,
        int retrying,
        int succeeded,
        int failed,
        int cancelled) {
    /// The counts of a batch whose items are not known yet.
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    public Counts {
        int sum = waiting + running + retrying + succeeded + failed + cancelled;
        if (sum != total
                || Math.min(Math.min(waiting, running), Math.min(retrying, succeeded)) < 0
                || Math.min(failed, cancelled) < 0) {
            throw new IllegalArgumentException(
                    "counts that do not add up: total %d, waiting %d, running %d, retrying %d, succeeded %d, failed %d, cancelled %d"
                            .formatted(
                                    total, waiting, running, retrying, succeeded, failed,
                                    cancelled));
        }
    }

    /// Items that are done with, however they ended.
    public int terminal() {
        return succeeded + failed + cancelled;
    }
}
