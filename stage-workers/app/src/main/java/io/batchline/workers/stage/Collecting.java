package io.batchline.workers.stage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.contract.item.ResultLine;
import io.batchline.workload.Processed;
import io.batchline.workload.RowAnalysis;
import io.batchline.workload.RowTable;
import io.batchline.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is made of a batch's rows while they are written. Used by one thread.
final class Collecting {
    private final Summary summary = new Summary();
    private final Optional<RowAnalysis> analysis;
    private final List<RowTable> empty;
    private final List<RowTable> filled = new ArrayList<>();

    Collecting(Optional<Workload> workload) {
        this.analysis = workload.flatMap(Workload::analysis);
        this.empty = new ArrayList<>(workload.map(Workload::tables).orElse(List.of()));
    }

    /// @param rows that the line brings: the item's own, the joined one
    void add(ResultLine line, List<Processed.Completed> rows, ResultLine written) {
        summary.add(line, written);
        for (Processed.Completed row : rows) {
            analysis.ifPresent(one -> one.add(row));
            for (RowTable table : List.copyOf(empty)) {
                if (!table.lines(row).isEmpty()) {
                    empty.remove(table);
                    filled.add(table);
                }
            }
        }
    }

    Summary summary() {
        return summary;
    }

    /// The workload's tables that some row has a line for.
    List<RowTable> tables() {
        return List.copyOf(filled);
    }

    Optional<ObjectNode> statistics() {
        return analysis.map(RowAnalysis::statistics);
    }
}
