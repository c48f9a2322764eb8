package io.batchline.cli.batches;

/// How many rows a user wants.
final class Limit {
    private Limit() {}

    static int checked(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("--limit %d: it takes 1 or more".formatted(limit));
        }
        return limit;
    }
}
