package io.batchline.ingest.http;

import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.ingest.batch.BatchRow;
import io.batchline.ingest.batch.GivenItems;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The items of a batch by the ids that a request may call them: ours, and those that the caller
/// gave when it brought the items.
record KnownItems(BatchId batch, int items, GivenItems given) {
    static KnownItems of(BatchRow row, GivenItems given) {
        return new KnownItems(row.definition().batchId(), row.counts().total(), given);
    }

    Optional<JobId> find(String id) {
        return Optional.ofNullable(findAll(List.of(id)).get(id));
    }

    /// Those that there are, by the ids that were asked for.
    Map<String, JobId> findAll(List<String> ids) {
        var found = new HashMap<String, JobId>();
        for (String id : ids) {
            if (RetryRequest.isItem(batch, items, id)) {
                found.put(id, new JobId(id));
            }
        }
        List<String> others = ids.stream().filter(id -> !found.containsKey(id)).toList();
        if (!others.isEmpty()) {
            found.putAll(named(others));
        }
        return found;
    }

    private Map<String, JobId> named(List<String> ids) {
        try {
            return given.named(batch, ids);
        } catch (SQLException e) {
            throw new IllegalStateException("ids of items could not be looked up", e);
        }
    }
}
