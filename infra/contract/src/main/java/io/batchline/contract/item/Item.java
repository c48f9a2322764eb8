package io.batchline.contract.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.JobId;

/// One item of a batch, as extract found it.
///
/// @param index its place in the batch, from 0 and without gaps
/// @param name for people, for example the path within the ZIP
/// @param data the workload's own: a reference into the source, or an inline row
public record Item(JobId jobId, int index, String name, ObjectNode data) {
    public Item {
        if (index < 0) {
            throw new IllegalArgumentException("item index %d: it starts at 0".formatted(index));
        }
    }
}
