package io.batchline.coordinator.decide;

import org.jspecify.annotations.Nullable;

/// Whether extract is done: as many distinct items of the run that counts are held as it announced,
/// whichever came first.
public enum ExtractRule {
    /// The announcement or items are still to come.
    OPEN,
    DONE,
    /// Items beyond the announced number: what was announced can't be true.
    CONTRADICTED;

    /// @param announced null until extract has finished
    /// @param held distinct items held of the run that counts
    /// @param highest the highest index held; -1 for none
    public static ExtractRule of(@Nullable Integer announced, int held, int highest) {
        if (announced == null) {
            return OPEN;
        }
        if (highest >= announced) {
            return CONTRADICTED;
        }
        return held == announced ? DONE : OPEN;
    }
}
