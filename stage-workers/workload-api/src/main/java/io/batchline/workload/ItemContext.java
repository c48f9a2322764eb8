package io.batchline.workload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.item.Decisions;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// What the work on one item works with; used by the item's thread.
public interface ItemContext {
    Source source();

    ObjectNode options();

    /// What organize found; empty in organize itself.
    Optional<String> group();

    /// What a person decided of the item, which counts whatever the work finds; none in organize.
    Decisions decisions();

    /// Keeps a small file, such as a picture, beside what this run of the item gives. It counts
    /// only if the run's result does, and goes with the batch.
    ///
    /// @param name letters, digits, `_`, `.` and `-`, not starting with a dot; its ending says what
    ///   it is. The same name again replaces it
    /// @throws IOException when it can't be kept now
    void attach(String name, byte[] bytes) throws IOException;

    /// When the item's time is up: its thread is interrupted then.
    Instant deadline();

    /// Says that the work enters phase `phase` (from 1) of `phases`.
    void phase(int phase, int phases, String message);
}
