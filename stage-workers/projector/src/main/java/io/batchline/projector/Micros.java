package io.batchline.projector;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Times as the database keeps them, so that a row read back equals the row written.
final class Micros {
    private Micros() {}

    static Instant of(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
