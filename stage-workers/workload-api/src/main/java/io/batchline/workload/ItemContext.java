package io.batchline.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/// What the work on one item works with; used by the item's thread.
public interface ItemContext {
    Source source();

    ObjectNode options();

    /// What organize found; empty in organize itself.
    Optional<String> group();

    /// When the item's time is up: its thread is interrupted then.
    Instant deadline();

    /// Says that the work enters phase `phase` (from 1) of `phases`.
    void phase(int phase, int phases, String message);
}
