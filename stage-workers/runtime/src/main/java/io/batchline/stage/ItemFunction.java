package io.batchline.stage;

import io.batchline.contract.item.Claim;
import io.batchline.contract.item.ItemResult;
import io.batchline.contract.item.RowDetails;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.work.WorkItem;
import io.batchline.workload.ItemContext;
import io.batchline.workload.Organized;
import io.batchline.workload.Processed;
import io.batchline.workload.Rejected;
import io.batchline.workload.Workload;
import java.io.IOException;
import java.util.Optional;

/// Which of a workload's functions a per-item stage is.
@FunctionalInterface
interface ItemFunction {
    Answer apply(Workload workload, WorkItem item, ItemContext context)
            throws IOException, InterruptedException;

    /// @throws IllegalArgumentException when the stage is a per-batch one
    static ItemFunction of(Stage stage) {
        return switch (stage) {
            case ORGANIZE ->
                    (workload, item, context) -> organized(workload.organize(item.item(), context));
            case PROCESS ->
                    (workload, item, context) -> processed(workload.process(item.item(), context));
            case EXTRACT, COLLECT, CSV, LOAD, CLEANUP ->
                    throw new IllegalArgumentException(stage + " is not a per-item stage");
        };
    }

    private static Answer organized(Organized found) {
        return switch (found) {
            case Organized.Grouped(String key, Optional<Claim> claim) ->
                    result(new ItemResult.Grouped(key, claim.orElse(null)));
            case Organized.Separator(String key) -> result(new ItemResult.Separator(key));
            case Organized.Ungrouped() -> result(new ItemResult.Ungrouped());
            case Rejected rejected -> new Answer.Refused(rejected);
        };
    }

    private static Answer processed(Processed done) {
        return switch (done) {
            case Processed.Completed(var fields, var details) ->
                    result(new ItemResult.Row(RowDetails.joined(fields, details)));
            case Rejected rejected -> new Answer.Refused(rejected);
        };
    }

    private static Answer result(ItemResult result) {
        return new Answer.Result(result);
    }

    /// What the workload answered.
    sealed interface Answer {
        record Result(ItemResult result) implements Answer {}

        record Refused(Rejected rejected) implements Answer {}
    }
}
