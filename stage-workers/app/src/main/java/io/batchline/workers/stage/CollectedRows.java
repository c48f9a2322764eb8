package io.batchline.workers.stage;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.blob.BlobStore;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.JobId;
import io.batchline.contract.item.ResultLine;
import io.batchline.contract.item.RowDetails;
import io.batchline.contract.topic.Json;
import io.batchline.contract.work.StageRun;
import io.batchline.workload.Processed;
import io.batchline.workload.RowJoin;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The items of one batch in the read model.
final class CollectedRows {
    private static final int FETCH = 500;

    private static final String ENDED =
            """
            select count(*), count(*) filter (where generation = ?) from items
            where batch_id = ? and state in ('succeeded', 'failed', 'cancelled') and item_index < ?
            """;

    private static final String ROWS =
            """
            select coalesce(g.job_id, i.job_id) as job_id, item_index, name, state, stage, group_key,
                error_cause, error_message, attempt, result, result_blob
            from items i left join given_items g using (batch_id, item_index)
            where batch_id = ? and item_index < ? order by item_index
            """;

    private static final String PART_OF_PATH =
            "{%s,%s}".formatted(RowDetails.MEMBER, RowDetails.PART_OF);

    private static final String PARTS =
            """
            select item_index, result_blob, result #>> cast(? as text[]) as part_of
            from items where batch_id = ? and item_index < ? and state = 'succeeded'
            order by item_index
            """;

    private static final String ROWS_OF =
            """
            select result, result_blob from items
            where batch_id = ? and item_index = any(?) order by item_index
            """;

    private final DataSource database;
    private final BlobStore blobs;
    private final String batch;
    private final int total;
    private final int generation;
    private final int redriven;
    private final JsonMapper mapper = Json.mapper();

    CollectedRows(DataSource database, BlobStore blobs, StageRun run) {
        this.database = database;
        this.blobs = blobs;
        this.batch = run.key().batchId().value();
        this.total = run.itemsTotal();
        this.generation = run.key().generation();
        this.redriven = Optional.ofNullable(run.itemsRedriven()).orElse(0);
    }

    /// How many items have ended; of those that this generation does again, in it.
    long ended() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(ENDED)) {
            statement.setInt(1, generation);
            statement.setString(2, batch);
            statement.setInt(3, total);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1) - Math.max(0, redriven - row.getLong(2));
            }
        }
    }

    /// Writes a line for each item in order, and shows it to the observer. A separator names the
    /// ungrouped items after it, up to the next. Rows that are parts of one thing are joined in the
    /// line of the first; the lines of the others say so and have none.
    void writeTo(OutputStream out, Optional<RowJoin> join, LineObserver observer)
            throws IOException {
        try (Connection connection = database.getConnection()) {
            // Only within a transaction does the driver fetch a part of the rows at a time.
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(ROWS)) {
                statement.setFetchSize(FETCH);
                statement.setString(1, batch);
                statement.setInt(2, total);
                Parts parts = join.isPresent() ? parts(connection) : new Parts();
                try (ResultSet rows = statement.executeQuery()) {
                    write(rows, line -> joined(connection, line, parts, join), out, observer);
                }
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IOException("the read model can't be read: " + e.getMessage(), e);
        }
    }

    private void write(ResultSet rows, Joining joining, OutputStream out, LineObserver observer)
            throws SQLException, IOException {
        String separator = null;
        while (rows.next()) {
            ResultLine line = line(rows);
            if (line.separates()) {
                separator = line.group();
            } else if (line.group() == null) {
                line = line.inGroup(separator);
            }
            var read = new ReadLine(line, details(line));
            Written written = joining.of(read);
            out.write(mapper.writeValueAsBytes(written.line()));
            out.write('\n');
            observer.wrote(line, written.rows(), written.line());
        }
    }

    private Parts parts(Connection connection) throws SQLException, IOException {
        var parts = new Parts();
        try (PreparedStatement statement = connection.prepareStatement(PARTS)) {
            statement.setFetchSize(FETCH);
            statement.setString(1, PART_OF_PATH);
            statement.setString(2, batch);
            statement.setInt(3, total);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String blob = rows.getString("result_blob");
                    String of = blob == null ? rows.getString("part_of") : partOf(row(null, blob));
                    if (of != null) {
                        parts.add(of, rows.getInt("item_index"));
                    }
                }
            }
        }
        return parts;
    }

    private static @Nullable String partOf(@Nullable ObjectNode row) {
        return row == null ? null : RowDetails.takenFrom(row).path(RowDetails.PART_OF).textValue();
    }

    private Written joined(
            Connection connection, ReadLine read, Parts parts, Optional<RowJoin> join)
            throws SQLException, IOException {
        ResultLine line = read.line();
        String of = read.details().path(RowDetails.PART_OF).textValue();
        if (line.row() == null) {
            return new Written(line, List.of());
        }
        var own = new Processed.Completed(line.row(), read.details());
        if (of == null || join.isEmpty()) {
            return new Written(line, List.of(own));
        }
        int first = parts.first(of);
        if (line.itemIndex() != first) {
            return new Written(line.joinedInto(JobId.of(new BatchId(batch), first)), List.of(own));
        }
        Processed.Completed joined = join.get().join(rows(connection, parts.items(of)));
        return new Written(line.withRow(joined.fields()), List.of(own, joined));
    }

    private List<Processed.Completed> rows(Connection connection, List<Integer> items)
            throws SQLException, IOException {
        List<Processed.Completed> completed = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ROWS_OF)) {
            statement.setString(1, batch);
            statement.setArray(2, connection.createArrayOf("integer", items.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ObjectNode row = row(rows.getString("result"), rows.getString("result_blob"));
                    if (row != null) {
                        ObjectNode details = RowDetails.takenFrom(row);
                        completed.add(new Processed.Completed(row, details));
                    }
                }
            }
        }
        return completed;
    }

    /// Taken out of the row: what comes after collect writes columns.
    private static ObjectNode details(ResultLine line) {
        return line.row() == null
                ? JsonNodeFactory.instance.objectNode()
                : RowDetails.takenFrom(line.row());
    }

    private ResultLine line(ResultSet rows) throws SQLException, IOException {
        return new ResultLine(
                new JobId(rows.getString("job_id")),
                rows.getInt("item_index"),
                rows.getString("name"),
                rows.getString("state"),
                rows.getString("group_key"),
                rows.getString("error_cause"),
                rows.getString("error_message"),
                rows.getInt("attempt"),
                row(rows.getString("result"), rows.getString("result_blob")),
                null);
    }

    private @Nullable ObjectNode row(@Nullable String inline, @Nullable String blob)
            throws IOException {
        if (inline != null) {
            return mapper.readValue(inline, ObjectNode.class);
        }
        if (blob == null) {
            return null;
        }
        try (var channel = blobs.open(new BlobKey(blob))) {
            return mapper.readValue(Channels.newInputStream(channel), ObjectNode.class);
        }
    }

    /// @param details what belongs to the line's row without being one of its columns
    private record ReadLine(ResultLine line, ObjectNode details) {}

    /// @param line as it is written
    /// @param rows that it brings: the item's own, and the joined one where it is written for it
    private record Written(ResultLine line, List<Processed.Completed> rows) {}

    @FunctionalInterface
    private interface Joining {
        Written of(ReadLine line) throws SQLException, IOException;
    }

    @FunctionalInterface
    interface LineObserver {
        /// @param line with the item's own row
        /// @param rows that the line brings, each with its details: the item's own, and after it
        ///   the joined one where the line is written for all parts; empty where the item has none
        /// @param written the line as it was written, with the row that the item's became
        void wrote(ResultLine line, List<Processed.Completed> rows, ResultLine written)
                throws IOException;
    }
}
