package io.batchline.contract.work;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.item.Decisions;
import io.batchline.contract.item.Item;
import io.batchline.contract.item.ItemRun;
import org.jspecify.annotations.Nullable;

/// An item released to the workers of a per-item stage: the value of `work.*`. Holds all that the
/// work needs.
///
/// @param group what organize found; null before, or when there is none
/// @param terms the batch's, under which it is released
/// @param decisions what a person decided of it; null where nobody was asked
public record WorkItem(
        ItemRun run,
        Item item,
        @Nullable String group,
        String workload,
        ObjectNode options,
        BatchSource source,
        BatchLimits limits,
        int terms,
        @Nullable Decisions decisions) {}
