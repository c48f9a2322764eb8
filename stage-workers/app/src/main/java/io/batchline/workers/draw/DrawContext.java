package io.batchline.workers.draw;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.Decisions;
import io.batchline.contract.item.Item;
import io.batchline.workload.ItemContext;
import io.batchline.workload.Source;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// What drawing is given: the item as its work was, and nobody who listens.
///
/// A picture shows what was read, so it knows no decisions.
record DrawContext(Source source, ObjectNode options, Optional<String> group, Instant deadline)
        implements ItemContext {
    @Override
    public Decisions decisions() {
        return Decisions.NONE;
    }

    @Override
    public void attach(String name, byte[] bytes) {
        // What its work attached is kept already.
    }

    @Override
    public void phase(int phase, int phases, String message) {
        // Nobody watches.
    }

    /// What the read model knows of an item.
    record Known(Item item, Optional<String> group) {
        static Optional<Known> of(ResultSet row, JsonMapper mapper)
                throws SQLException, IOException {
            String data = row.getString("data");
            if (data == null) {
                return Optional.empty();
            }
            var jobId = new JobId(row.getString("job_id"));
            int index = row.getInt("item_index");
            String name = row.getString("name");
            return Optional.of(
                    new Known(
                            new Item(
                                    jobId,
                                    index,
                                    name == null ? jobId.value() : name,
                                    mapper.readValue(data, ObjectNode.class)),
                            Optional.ofNullable(row.getString("group_key"))));
        }
    }
}
