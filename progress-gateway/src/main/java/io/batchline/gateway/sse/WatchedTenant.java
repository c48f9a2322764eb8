package io.batchline.gateway.sse;

import io.batchline.contract.id.TenantId;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.From;
import io.batchline.gateway.hub.Page;
import io.batchline.gateway.hub.Vector;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// All batches of a tenant. Never ends by itself.
record WatchedTenant(Board board, TenantId tenant, EventFrames frames) implements Watched {
    @Override
    public Object subject() {
        return tenant;
    }

    @Override
    public Vector newest() {
        return board.read();
    }

    @Override
    public Sending begin(From from, Vector upTo) {
        Page page = board.page(tenant);
        return sending(
                from instanceof From.After(Vector seen)
                        ? page.resumed(seen, upTo)
                        : page.newest(upTo));
    }

    @Override
    public Sending between(Vector seen, Vector upTo) {
        return sending(board.page(tenant).between(seen, upTo));
    }

    /// How each batch stands is not said again: a page of many shows what it knows, and its age.
    @Override
    public Optional<Sending> newestAgain(boolean isHeard) {
        return Optional.empty();
    }

    private Sending sending(Page.Rows rows) {
        if (rows.rows().isEmpty()) {
            return Sending.NONE;
        }
        var bytes = new ByteArrayOutputStream(1024);
        for (Page.Row row : rows.rows()) {
            EventFrames.Encoding encoding = row.isSnapshot() ? frames.snapshot() : frames.usual();
            EventFrames.write(
                    bytes, row.after().toString(), encoding.of(row.event(), row.part().items()));
        }
        return new Sending(bytes.toByteArray(), rows.rows().size(), rows.passedOver(), false);
    }
}
