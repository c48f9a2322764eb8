package io.batchline.gateway.rest;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.InLine;
import io.batchline.contract.progress.Progress;
import io.batchline.contract.stage.Stage;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.Crew;
import io.batchline.gateway.hub.ProgressEvent;
import io.batchline.gateway.hub.Reception;
import io.batchline.gateway.rest.ItemRows.ItemRow;
import io.batchline.gateway.session.VisibleBatch;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells of batches and items why they wait, from what is known of all batches and workers now.
public final class WaitingReasons {
    private final Board board;
    private final Crew crew;
    private final Reception reception;
    private final Clock clock;

    public WaitingReasons(Board board, Crew crew, Reception reception, Clock clock) {
        this.board = board;
        this.crew = crew;
        this.reception = reception;
        this.clock = clock;
    }

    /// Why the batch as a whole waits; null while something moves.
    @Nullable String of(VisibleBatch visible) {
        Progress newest = visible.newest().map(ProgressEvent::progress).orElse(null);
        return BatchReason.of(visible.batch(), visible.hasInput(), newest, reception.isThere())
                .orElse(null);
    }

    /// The items of a batch, each that waits with its reason.
    ///
    /// How many go before counts the batch's own waiting items in item order (in organize those
    /// that have their group come after the others), and what of other batches goes before. Process
    /// takes groups in order of their first item, so where groups are mixed it is near, not exact.
    List<ItemAnswer> of(VisibleBatch visible, List<ItemRow> rows, ItemRows items) {
        Batch batch = visible.batch();
        List<Integer> waiting =
                rows.stream()
                        .map(ItemRow::item)
                        .filter(ItemAnswer::waits)
                        .map(ItemAnswer::index)
                        .toList();
        if (waiting.isEmpty() && rows.stream().noneMatch(row -> row.item().isRetrying())) {
            return rows.stream().map(ItemRow::item).toList();
        }
        Map<Integer, Integer> before =
                items.waitingBefore(
                        visible.definition().tenant(),
                        visible.batchId(),
                        waiting,
                        batch.stage() == Stage.ORGANIZE);
        ItemReason reason = reason(batch);
        return rows.stream().map(row -> with(row, reason, before)).toList();
    }

    private static ItemAnswer with(ItemRow row, ItemReason reason, Map<Integer, Integer> before) {
        ItemAnswer item = row.item();
        // What is due again goes before what was never begun.
        int own = before.getOrDefault(item.index(), 0);
        return item.waits() || item.isRetrying()
                ? item.waitingFor(reason.of(row.due(), own))
                : item;
    }

    private ItemReason reason(Batch batch) {
        Stage stage = batch.stage();
        int others =
                InLine.of(batch)
                        .map(mine -> mine.ahead(inLine(), crew.slots(mine.stage())))
                        .orElse(0);
        return new ItemReason(
                batch,
                reception.isThere(),
                stage == null ? 0 : crew.running(stage),
                others,
                clock.instant());
    }

    private List<InLine> inLine() {
        return board.snapshots().stream().flatMap(batch -> InLine.of(batch).stream()).toList();
    }
}
