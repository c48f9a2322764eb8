package io.batchline.bench;

import java.io.Serializable;

/// What the process of a load's clients answers.
///
/// @param seconds that it took
/// @param events that have come
/// @param stale clients that read and do not have the newest
/// @param lost clients whose stream has ended, though they read
/// @param error why it could not be done; empty when it was
record LoadAnswer(
        double seconds,
        long events,
        long passedOver,
        double p50,
        double p99,
        int stale,
        int lost,
        String error)
        implements Serializable {
    @java.io.Serial private static final long serialVersionUID = 1;

    static LoadAnswer done(double seconds, long events) {
        return new LoadAnswer(seconds, events, 0, Double.NaN, Double.NaN, 0, 0, "");
    }

    static LoadAnswer failed(String error) {
        return new LoadAnswer(0, 0, 0, 0, 0, 0, 0, error);
    }
}
