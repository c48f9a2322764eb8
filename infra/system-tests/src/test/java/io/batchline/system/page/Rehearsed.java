package io.batchline.system.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.batch.Priority;
import io.batchline.system.Rehearsals;
import io.batchline.workload.rehearsal.RehearsalOptions;

/// What is asked for to have something to look at.
final class Rehearsed {
    private Rehearsed() {}

    static ObjectNode request(RehearsalOptions options) {
        return Rehearsals.request(Priority.NORMAL, options);
    }

    static ObjectNode request(String name, RehearsalOptions options) {
        return request(options).put("name", name);
    }
}
