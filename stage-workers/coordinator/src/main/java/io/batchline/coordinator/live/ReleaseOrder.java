package io.batchline.coordinator.live;

import io.batchline.contract.id.BatchId;
import io.batchline.coordinator.state.Shelf;
import java.util.BitSet;
import java.util.OptionalInt;

/// How far a batch's items have been released in the present stage: in item order for organize, in
/// the stored order for process, of which one chunk is in memory.
final class ReleaseOrder {
    private final BatchId batch;
    private final Shelf shelf;
    private final BitSet passed = new BitSet();
    private int position;
    private int chunkNumber = -1;
    private int[] chunk = new int[0];

    ReleaseOrder(BatchId batch, Shelf shelf) {
        this.batch = batch;
        this.shelf = shelf;
    }

    void restart() {
        passed.clear();
        position = 0;
        chunkNumber = -1;
    }

    /// This item was released before: the store says so at a restart. It need not be in the order:
    /// a redrive of some items leaves the others as they ended.
    void passed(int index) {
        passed.set(index);
    }

    OptionalInt next(int total) {
        position = passed.nextClearBit(position);
        return position < total ? OptionalInt.of(position++) : OptionalInt.empty();
    }

    OptionalInt nextPlaced() {
        OptionalInt next = inOrder();
        while (next.isPresent() && passed.get(next.getAsInt())) {
            next = inOrder();
        }
        return next;
    }

    private OptionalInt inOrder() {
        int number = position / Shelf.ORDER_CHUNK;
        if (number != chunkNumber) {
            chunk = shelf.orderChunk(batch, number);
            chunkNumber = number;
        }
        int within = position % Shelf.ORDER_CHUNK;
        if (within >= chunk.length) {
            return OptionalInt.empty();
        }
        position++;
        return OptionalInt.of(chunk[within]);
    }
}
