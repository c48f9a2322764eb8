package io.batchline.projector;

import java.time.Instant;

/// A batch that was cancelled or has failed.
///
/// @param since when it ended
/// @param generation in which it did: of a later one this says nothing
/// @param inExtract whether extract was not done: what it had found is no item of the batch then,
///   and a redrive finds everything anew
record EndedBatch(Instant since, int generation, boolean inExtract) {
    boolean leavesOut(int foundIn) {
        return inExtract && foundIn <= generation;
    }
}
