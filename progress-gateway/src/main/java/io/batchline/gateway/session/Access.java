package io.batchline.gateway.session;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.gateway.hub.BatchView;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.History;
import io.batchline.gateway.hub.ProgressEvent;
import io.batchline.http.Problem;
import io.batchline.http.identity.Authenticator;
import io.batchline.http.identity.Caller;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Lets callers see their tenant's batches. What belongs to another tenant does not exist.
public final class Access {
    /// The name of the path's parameter.
    public static final String BATCH = "batch_id";

    private final Authenticator authenticator;
    private final BatchRows rows;
    private final Board board;

    public Access(Authenticator authenticator, BatchRows rows, Board board) {
        this.authenticator = authenticator;
        this.rows = rows;
        this.board = board;
    }

    /// Who asks.
    ///
    /// @throws Problem 401
    public Caller caller(Context ctx) {
        return authenticator.require(ctx);
    }

    /// What lets the request in, to be asked about again while a stream goes on.
    ///
    /// @throws Problem 401
    public Authenticator.Admission admission(Context ctx) {
        return authenticator.admission(ctx);
    }

    /// The batch that the path names.
    ///
    /// @throws Problem 401; 404 when there is none that the caller may see
    public VisibleBatch batch(Context ctx) {
        Caller caller = caller(ctx);
        return find(caller.tenant(), ctx.pathParam(BATCH)).orElseThrow(() -> unknown(ctx));
    }

    /// The same for a stream. A batch that is known to go on needs no look into the database, where
    /// thousands who come back at once would stand in line: it is there, it is the tenant's by the
    /// coordinator's own word, and nothing can have been asked of it that begins it anew.
    ///
    /// @throws Problem 401; 404 when there is none that the caller may see
    public VisibleBatch batchToFollow(Context ctx) {
        Caller caller = caller(ctx);
        String id = ctx.pathParam(BATCH);
        return goingOn(caller.tenant(), id)
                .or(() -> find(caller.tenant(), id))
                .orElseThrow(() -> unknown(ctx));
    }

    private Optional<VisibleBatch> goingOn(TenantId tenant, String id) {
        return parse(id)
                .flatMap(board::find)
                .flatMap(view -> {
                    Batch folded = view.snapshot();
                    if (folded == null
                            || folded.status().isTerminal()
                            || !folded.definition().tenant().equals(tenant)
                            || view.history().newest().filter(ProgressEvent::isEnd).isPresent()) {
                        return Optional.empty();
                    }
                    // Without what no stream tells.
                    return Optional.of(
                            new VisibleBatch(
                                    folded,
                                    view.history(),
                                    Removals.NONE,
                                    folded.generation(),
                                    true,
                                    null));
                });
    }

    /// The batch of that id, if the tenant has it.
    public Optional<VisibleBatch> find(TenantId tenant, String id) {
        return parse(id).flatMap(batch -> rows.find(tenant, batch)).map(this::visible);
    }

    /// The tenant's batches, newest first.
    public List<VisibleBatch> newest(TenantId tenant, BatchRows.Filter filter, int limit) {
        return rows.newest(tenant, filter, limit).stream().map(this::visible).toList();
    }

    /// The tenant's batches that have ended in one of these ways.
    ///
    /// @return empty when there are more than that, or one of these is no end: what goes on may be
    ///   asked for and not folded yet
    public Optional<List<BatchId>> endedWith(TenantId tenant, Set<BatchStatus> ends, int most) {
        if (ends.isEmpty() || !ends.stream().allMatch(BatchStatus::isTerminal)) {
            return Optional.empty();
        }
        List<BatchId> found = board.find(tenant, ends, most + 1);
        return found.size() > most ? Optional.empty() : Optional.of(found);
    }

    private VisibleBatch visible(BatchRow row) {
        Optional<BatchView> view = board.find(row.definition().batchId());
        Batch folded = view.map(BatchView::snapshot).orElse(null);
        Batch shown = Overlay.of(row, folded);
        return new VisibleBatch(
                shown,
                view.map(BatchView::history).orElseGet(History::none),
                row.removals(),
                Math.max(shown.generation(), row.requested().generation()),
                row.hasInput() || shown.source() != null,
                row.webhookUrl());
    }

    private static Optional<BatchId> parse(String id) {
        try {
            return Optional.of(new BatchId(id));
        } catch (IllegalArgumentException e) {
            // What can't be an id is the id of nothing.
            return Optional.empty();
        }
    }

    private static Problem unknown(Context ctx) {
        return Problem.notFound("there is no batch '%s'".formatted(ctx.pathParam(BATCH)));
    }
}
