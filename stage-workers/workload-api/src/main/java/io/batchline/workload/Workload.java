package io.batchline.workload;

import io.batchline.contract.item.Item;
import io.batchline.contract.stage.FailureKind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A kind of work on items. One instance serves a process; every method may be called from many
/// threads at once. Given the same input each gives the same result, since a run that was lost is
/// run again.
///
/// An `IOException` is a transient failure and is tried again; expected failures are values;
/// anything else is a bug, and fails the item as `internal_error`.
public interface Workload {
    WorkloadInfo info();

    /// Turns the source into items, in order, through [ExtractContext#found]. Refers into the
    /// source where the format allows random access, and copies nothing.
    ///
    /// @throws SourceRejected when the source as a whole can't be taken; fails the batch
    void extract(ExtractContext context) throws IOException, SourceRejected, InterruptedException;

    /// Finds what groups an item.
    Organized organize(Item item, ItemContext context) throws IOException, InterruptedException;

    /// Does the work.
    Processed process(Item item, ItemContext context) throws IOException, InterruptedException;

    /// How rows that are parts of one thing become one row, in the files and tables of a finished
    /// batch; empty where every row stands for itself.
    default Optional<RowJoin> joining() {
        return Optional.empty();
    }

    /// The tables that are made of what is kept beside rows, a file each where they hold anything.
    default List<RowTable> tables() {
        return List.of();
    }

    /// Draws what was read of an item, for people. The context's phases are told to nobody, and
    /// what is attached is not kept.
    default Drawn draw(Item item, ItemContext context) throws IOException, InterruptedException {
        return new Rejected(
                FailureKind.PERMANENT,
                "no_picture",
                "the workload %s draws no pictures of its items".formatted(info().name()));
    }

    /// A new analysis of one batch's rows, called once all of them have ended; empty where the
    /// workload has no statistics to add to the summary.
    default Optional<RowAnalysis> analysis() {
        return Optional.empty();
    }
}
