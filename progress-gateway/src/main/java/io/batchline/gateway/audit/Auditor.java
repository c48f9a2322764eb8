package io.batchline.gateway.audit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.blob.BlobStore;
import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.StageState;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.item.RowDetails;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageOutput;
import io.batchline.contract.topic.Json;
import io.batchline.gateway.session.Queries;
import io.batchline.gateway.session.VisibleBatch;
import io.batchline.kafka.KafkaConnection;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/// Asks every witness.
///
/// @param patience how long the event log may take to read
public record Auditor(
        Queries queries, BlobStore blobs, KafkaConnection kafka, Clock clock, Duration patience) {
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final JsonMapper MAPPER = Json.mapper();
    private static final String RESULTS = "results.csv";

    private static final String ITEMS =
            """
            select item_index, state, (result is not null or result_blob is not null) as has_row,
                result_blob, result #>> '{%s,%s}' as part_of
            from items where batch_id = ?
            """
                    .formatted(RowDetails.MEMBER, RowDetails.PART_OF);

    private static final String LOADED = "select count(*) as n from results where batch_id = ?";

    /// How items ended by the event log.
    ///
    /// @throws IllegalStateException when the log can't be read in time
    public Map<Integer, KnownItems.State> log(BatchId batch) throws InterruptedException {
        return EventLog.read(kafka, batch, patience, clock)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "the event log could not be read within " + patience));
    }

    /// @param logged by [#log]
    public Audit audit(VisibleBatch visible, Map<Integer, KnownItems.State> logged) {
        Batch batch = visible.batch();
        boolean kept = visible.removals().results() == null;
        BatchId id = batch.definition().batchId();
        return new Audit(
                batch,
                items(batch.definition().tenant(), id),
                kept ? csvRows(batch) : OptionalLong.empty(),
                kept ? loadedRows(batch) : OptionalLong.empty(),
                kept,
                logged);
    }

    /// @param partOf what its row is a part of, with others; null for a row that stands for itself
    private record Item(
            int index, KnownItems.State state, boolean hasRow, @Nullable String partOf) {}

    private KnownItems items(TenantId tenant, BatchId batch) {
        List<Item> items =
                queries.list(
                        tenant,
                        ITEMS,
                        List.of(batch.value()),
                        row ->
                                new Item(
                                        row.getInt("item_index"),
                                        state(row.getString("state")),
                                        row.getBoolean("has_row"),
                                        partOf(row)));
        var states = new HashMap<Integer, KnownItems.State>();
        items.forEach(item -> states.put(item.index(), item.state()));
        return new KnownItems(states, rows(items));
    }

    /// The rows that files and tables should have: one for all parts of one thing.
    private static int rows(List<Item> items) {
        var wholes = new HashSet<String>();
        int rows = 0;
        for (Item item : items) {
            if (counts(item) && (item.partOf() == null || wholes.add(item.partOf()))) {
                rows++;
            }
        }
        return rows;
    }

    private @Nullable String partOf(ResultSet row) throws SQLException {
        String blob = row.getString("result_blob");
        return blob == null ? row.getString("part_of") : partOf(new BlobKey(blob));
    }

    private @Nullable String partOf(BlobKey row) {
        try (var channel = blobs.open(row)) {
            return MAPPER.readTree(Channels.newInputStream(channel))
                    .path(RowDetails.MEMBER)
                    .path(RowDetails.PART_OF)
                    .textValue();
        } catch (IOException e) {
            throw new UncheckedIOException("blob %s can't be read".formatted(row), e);
        }
    }

    private static boolean counts(Item item) {
        return item.state() == KnownItems.State.SUCCEEDED && item.hasRow();
    }

    private static KnownItems.State state(String wire) {
        return KnownItems.State.valueOf(wire.toUpperCase(Locale.ROOT));
    }

    private OptionalLong csvRows(Batch batch) {
        return isFinished(batch, Stage.CSV)
                ? batch.output(RESULTS).map(this::rows).orElseGet(OptionalLong::empty)
                : OptionalLong.empty();
    }

    private OptionalLong rows(StageOutput output) {
        try (var channel = blobs.open(output.blob());
                var reader =
                        new InputStreamReader(
                                Channels.newInputStream(channel), StandardCharsets.UTF_8);
                var parser = CSVFormat.RFC4180.parse(reader)) {
            long records = parser.stream().count();
            return OptionalLong.of(Math.max(0, records - 1));
        } catch (IOException e) {
            throw new UncheckedIOException("blob %s can't be read".formatted(output.blob()), e);
        }
    }

    private OptionalLong loadedRows(Batch batch) {
        return isFinished(batch, Stage.LOAD)
                ? OptionalLong.of(
                        queries.first(
                                        batch.definition().tenant(),
                                        LOADED,
                                        List.of(batch.definition().batchId().value()),
                                        row -> row.getLong("n"))
                                .orElse(0L))
                : OptionalLong.empty();
    }

    private static boolean isFinished(Batch batch, Stage stage) {
        return batch.row(stage).state() == StageState.FINISHED;
    }
}
