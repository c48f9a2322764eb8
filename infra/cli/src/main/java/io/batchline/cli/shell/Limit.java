package io.batchline.cli.shell;

/// How many rows a user wants.
public final class Limit {
    private Limit() {}

    public static int checked(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("--limit %d: it takes 1 or more".formatted(limit));
        }
        return limit;
    }
}
