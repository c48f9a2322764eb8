package io.batchline.projector;

import io.batchline.contract.batch.Batch;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.topic.Topics;
import io.batchline.contract.topic.UnreadableRecordException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Writes what the topics say into the read model: `items`, `item_data`, `review_fields` and
/// `batch_states`; what stays of batches that have ended into the tables of analytics; and into
/// `webhook_deliveries` for those that want to hear of it. Of a batch that is deleted it removes
/// the read model, and writes nothing more.
public final class Projector {
    private final DataSource database;
    private final Unreadable unreadable;
    private final Text text = new Text();
    private final ItemTable items = new ItemTable();
    private final ItemDataTable data = new ItemDataTable(text);
    private final ReviewTable review = new ReviewTable(text);
    private final BatchTable batches = new BatchTable(text);
    private final AnalyticsTables analytics = new AnalyticsTables(text);
    private final DeliveryTable deliveries = new DeliveryTable(text);
    private final DeletedBatches deleted = new DeletedBatches();

    public Projector(DataSource database, Unreadable unreadable) {
        this.database = database;
        this.unreadable = unreadable;
    }

    /// What it wants to be given.
    public static Set<String> topics() {
        return Set.of(Topics.ITEMS.name(), Topics.ITEM_EVENTS.name(), Topics.BATCHES.name());
    }

    /// Applies all records in one transaction, each row written once. When it throws, nothing is
    /// written; applying the same records again is always safe. A record that the database refuses
    /// for what is in it is kept aside, and the others are applied.
    public void apply(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        try {
            write(read(records));
        } catch (SQLException e) {
            if (!isAboutData(e)) {
                throw e;
            }
            applyOneByOne(records);
        }
    }

    private Facts read(List<ConsumerRecord<byte[], byte[]>> records) {
        var facts = new Facts();
        for (var record : records) {
            try {
                facts.add(record);
            } catch (UnreadableRecordException e) {
                unreadable.keep(record, e);
            }
        }
        return facts;
    }

    private void applyOneByOne(List<ConsumerRecord<byte[], byte[]>> records) throws SQLException {
        for (var record : records) {
            try {
                write(Facts.of(record));
            } catch (SQLException e) {
                if (!isAboutData(e)) {
                    throw e;
                }
                unreadable.keep(record, e);
            }
        }
    }

    /// SQLSTATE classes 22 (data) and 23 (integrity): the record is at fault, not the moment.
    private static boolean isAboutData(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    private void write(Facts facts) throws SQLException {
        if (facts.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                batches.lock(connection, facts.batchIds());
                Set<BatchId> gone = deleted.among(connection, facts);
                deleted.remove(connection, facts.deleted());
                Facts kept = facts.without(gone);
                writeItems(connection, kept);
                writeBatches(connection, kept);
                Set<String> events = deliveries.write(connection, kept.states());
                connection.commit();
                deliveries.remember(events);
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private void writeItems(Connection connection, Facts facts) throws SQLException {
        Set<ItemRow.Key> keys = facts.items();
        if (keys.isEmpty()) {
            return;
        }
        Map<BatchId, EndedBatch> cancelled = batches.cancelled(connection, facts.batchIds());
        Map<ItemRow.Key, ItemRow> before = items.read(connection, keys);
        var rules = new RowRules(cancelled, text);
        Map<ItemRow.Key, ItemRow> after = fold(rules, before, facts);
        items.write(
                connection,
                after.values().stream().filter(row -> !row.equals(before.get(row.key()))).toList());
        data.write(connection, facts.found().stream().filter(rules::isItem).toList());
        review.write(connection, facts.happened(), after);
        analytics.refreshFailures(connection, cancelled.keySet());
    }

    private static Map<ItemRow.Key, ItemRow> fold(
            RowRules rules, Map<ItemRow.Key, ItemRow> before, Facts facts) {
        var rows = new HashMap<>(before);
        for (var found : facts.found()) {
            var key = new ItemRow.Key(found.batchId(), found.item().index());
            if (rules.isItem(found)) {
                rows.put(key, rules.found(rows.get(key), found));
            }
        }
        for (var event : facts.happened()) {
            var key = new ItemRow.Key(event.batchId(), event.run().index());
            rows.put(key, rules.happened(rows.get(key), event));
        }
        return rows;
    }

    /// After such an end nobody goes on with an item that has not ended.
    private static boolean leavesItemsUndone(BatchStatus status) {
        return status == BatchStatus.CANCELLED || status == BatchStatus.FAILED;
    }

    private void writeBatches(Connection connection, Facts facts) throws SQLException {
        batches.write(connection, facts.batches().values());
        for (Batch batch : facts.batches().values()) {
            if (leavesItemsUndone(batch.status())) {
                if (batch.stage() == Stage.EXTRACT) {
                    items.forget(connection, batch);
                    data.forget(connection, batch);
                } else {
                    items.cancelUnfinished(connection, batch);
                }
            }
            if (batch.status().isTerminal()) {
                analytics.write(connection, batch);
            }
        }
    }
}
