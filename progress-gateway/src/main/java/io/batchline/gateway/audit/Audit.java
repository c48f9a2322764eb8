package io.batchline.gateway.audit;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.batch.ItemsHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What five witnesses say of a batch, and where they differ. Pure.
///
/// @param coordinator the batch as the coordinator published it last
/// @param readModel the items as the database has them
/// @param csvRows rows of `results.csv`; empty while the batch has none
/// @param loadedRows rows in the table `results`; empty while the batch has not been loaded
/// @param resultsKept whether rows should be there: else a rule has removed them, and none is
///   missed
/// @param logged how items ended by the event log, as far back as it is kept: those that it knows
public record Audit(
        Batch coordinator,
        KnownItems readModel,
        OptionalLong csvRows,
        OptionalLong loadedRows,
        boolean resultsKept,
        Map<Integer, KnownItems.State> logged) {
    private static final String COORDINATOR = "coordinator and read model";

    public Audit {
        logged = Map.copyOf(logged);
    }

    /// Every difference, in a fixed order; none when all is consistent.
    public List<Difference> differences() {
        var found = new ArrayList<Difference>();
        counts(coordinator.counts(), readModel.counts(), found);
        ItemsHash hash = coordinator.itemsHash();
        if (hash != null) {
            compare("items_hash", COORDINATOR, hash, readModel.hash(), found);
        }
        if (resultsKept) {
            rows(found);
        }
        logged.forEach((index, state) ->
                compare(
                        "item " + index,
                        "event log and read model",
                        state,
                        readModel.states().get(index),
                        found));
        return List.copyOf(found);
    }

    private void rows(List<Difference> found) {
        csvRows.ifPresent(rows ->
                compare(
                        "rows",
                        "results.csv and read model",
                        rows,
                        (long) readModel.rows(),
                        found));
        loadedRows.ifPresent(rows ->
                compare("rows", "database and read model", rows, (long) readModel.rows(), found));
    }

    private static void counts(Counts one, Counts other, List<Difference> found) {
        compare("counts.total", COORDINATOR, one.total(), other.total(), found);
        compare("counts.succeeded", COORDINATOR, one.succeeded(), other.succeeded(), found);
        compare("counts.failed", COORDINATOR, one.failed(), other.failed(), found);
        compare("counts.cancelled", COORDINATOR, one.cancelled(), other.cancelled(), found);
    }

    private static void compare(
            String what,
            String between,
            Object one,
            @Nullable Object other,
            List<Difference> found) {
        if (!Objects.equals(one, other)) {
            found.add(new Difference(what, between, String.valueOf(one), String.valueOf(other)));
        }
    }
}
