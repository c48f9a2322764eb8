package io.batchline.workers.draw;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.blob.BlobStore;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.topic.Json;
import io.batchline.contract.work.DrawRequest;
import io.batchline.stage.ItemPorts;
import io.batchline.workload.Drawn;
import io.batchline.workload.Rejected;
import io.batchline.workload.Workload;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Draws an item, unless it is drawn already or another worker is at it.
public record Drawing(
        Function<String, Optional<Workload>> workloads,
        ItemPorts.Sources sources,
        BlobStore blobs,
        Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Drawing.class);

    /// Held by the connection while it draws; a process that dies lets go of it.
    private static final String TRY_LOCK = "select pg_try_advisory_lock(hashtextextended(?, 0))";

    private static final String UNLOCK = "select pg_advisory_unlock(hashtextextended(?, 0))";

    private static final String ITEM =
            """
            select i.job_id, i.item_index, i.name, i.group_key, d.data, b.definition, b.source
              from items i
              join batches b using (batch_id)
              left join item_data d using (batch_id, item_index)
             where i.batch_id = ? and i.item_index = ? and i.generation = ? and i.run = ?
            """;

    void draw(Connection connection, DrawRequest request)
            throws SQLException, IOException, InterruptedException {
        String name = request.overlay().value();
        if (!ask(connection, TRY_LOCK, name)) {
            return;
        }
        try {
            if (!blobs.exists(request.overlay()) && !blobs.exists(request.failure())) {
                drawNow(connection, request);
            }
        } finally {
            ask(connection, UNLOCK, name);
        }
    }

    private void drawNow(Connection connection, DrawRequest request)
            throws SQLException, IOException, InterruptedException {
        long begun = System.nanoTime();
        JsonMapper mapper = Json.mapper();
        try (PreparedStatement statement = connection.prepareStatement(ITEM)) {
            statement.setString(1, request.batchId().value());
            statement.setInt(2, request.index());
            statement.setInt(3, request.generation());
            statement.setInt(4, request.run());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next() || row.getString("source") == null) {
                    // Another run counts by now; whoever asked finds that out and asks for it.
                    return;
                }
                keep(request, drawn(row, mapper), mapper);
            }
        }
        LOG.atInfo()
                .addKeyValue("batch", request.batchId())
                .addKeyValue("item", request.index())
                .addKeyValue("millis", (System.nanoTime() - begun) / 1_000_000)
                .log("item drawn on request");
    }

    private Drawn drawn(ResultSet row, JsonMapper mapper)
            throws SQLException, IOException, InterruptedException {
        var definition = mapper.readValue(row.getString("definition"), BatchDefinition.class);
        var source = mapper.readValue(row.getString("source"), BatchSource.class);
        Optional<Workload> workload = workloads.apply(definition.workload());
        if (workload.isEmpty()) {
            return new Rejected(
                    FailureKind.PERMANENT,
                    "unknown_workload",
                    "no worker here knows the workload '%s'".formatted(definition.workload()));
        }
        Optional<DrawContext.Known> known = DrawContext.Known.of(row, mapper);
        if (known.isEmpty()) {
            return new Rejected(
                    FailureKind.PERMANENT,
                    "no_item_data",
                    "it was not kept where the item lies in its source");
        }
        var context =
                new DrawContext(
                        sources.of(source),
                        definition.options(),
                        known.get().group(),
                        clock.instant().plus(definition.limits().itemTimeout()));
        return workload.get().draw(known.get().item(), context);
    }

    private void keep(DrawRequest request, Drawn drawn, JsonMapper mapper) throws IOException {
        switch (drawn) {
            case Drawn.Picture(byte[] png) -> put(request.overlay(), png);
            case Rejected(FailureKind kind, String cause, String message) -> {
                if (kind == FailureKind.PERMANENT) {
                    var why = new DrawRequest.NotDrawn(cause, message);
                    put(request.failure(), mapper.writeValueAsBytes(why));
                }
            }
        }
    }

    private void put(BlobKey key, byte[] bytes) throws IOException {
        blobs.put(key, out -> out.write(bytes));
    }

    private static boolean ask(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
