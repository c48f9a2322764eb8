package io.batchline.gateway.sse;

import io.batchline.contract.id.TenantId;
import io.batchline.contract.topic.Topics;
import io.batchline.gateway.hub.Board;
import io.batchline.gateway.hub.From;
import io.batchline.gateway.hub.Page;
import io.batchline.gateway.hub.Vector;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/// All batches of a tenant. Never ends by itself. Behind the positions in the topic stands how many
/// batches have become known to be some tenant's, which no id says: it is this process's own.
record WatchedTenant(Board board, TenantId tenant, EventFrames frames) implements Watched {
    private static final int ANNOUNCED = Topics.BATCH_PARTITIONS;

    /// Of one that comes back, by the positions in its id.
    static From after(From from) {
        return from instanceof From.After(Vector seen)
                ? new From.After(seen.and(Vector.NOTHING))
                : from;
    }

    @Override
    public Object subject() {
        return tenant;
    }

    /// Announced ones first: what is announced later may be there already, and comes again.
    @Override
    public Vector newest() {
        long announced = board.announced();
        return board.read().and(announced);
    }

    private static Vector positions(Vector of) {
        return of.first(ANNOUNCED);
    }

    @Override
    public Sending begin(From from, Vector upTo) {
        Page page = board.page(tenant);
        return sending(
                from instanceof From.After(Vector seen)
                        ? page.resumed(positions(seen), positions(upTo))
                        : page.newest(positions(upTo)));
    }

    @Override
    public Sending between(Vector seen, Vector upTo) {
        return sending(
                board.page(tenant)
                        .between(
                                positions(seen),
                                positions(upTo),
                                seen.at(ANNOUNCED),
                                upTo.at(ANNOUNCED)));
    }

    /// Of each batch that goes on, without ids: they move nobody's place.
    @Override
    public Optional<Sending> newestAgain(boolean isHeard) {
        EventFrames.Encoding encoding = isHeard ? frames.usual() : frames.unheard();
        List<Page.Part> parts = board.page(tenant).goingOn();
        var bytes = new ByteArrayOutputStream(1024);
        for (Page.Part part : parts) {
            part.newest(Long.MAX_VALUE)
                    .ifPresent(event -> bytes.writeBytes(encoding.of(event, part.items())));
        }
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sending(bytes.toByteArray(), parts.size(), 0, false));
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
