package io.batchline.workers.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.batchline.blob.FolderBlobStore;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchLimits;
import io.batchline.contract.batch.BatchSource;
import io.batchline.contract.batch.Labels;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.batch.StartMode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.BlobKey;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.TenantId;
import io.batchline.contract.topic.Json;
import io.batchline.contract.work.DrawRequest;
import io.batchline.database.Database;
import io.batchline.database.DatabaseConfig;
import io.batchline.testkit.TestDatabase;
import io.batchline.workers.stage.BlobSource;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two workers that hear the same requests to draw.
@Timeout(120)
final class DrawDeskIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int ITEMS = 30;
    private static final int ASKED = 3;

    private final JsonMapper mapper = Json.mapper();
    private final BatchId batch = BatchId.random();
    private final List<Database> databases = new ArrayList<>();
    private final TestDatabase server = TestDatabase.fresh();
    @TempDir private Path folder;
    private @Nullable Database database;

    @BeforeEach
    void writeTheBatch() throws Exception {
        database = open();
        blobs().put(BlobKey.source(batch), out -> out.write('x'));
        var source = new BatchSource(BlobKey.source(batch), "a.zip", 1);
        var definition =
                new BatchDefinition(
                        batch,
                        TenantId.DEFAULT,
                        "ann",
                        Sketches.NAME,
                        "to be drawn",
                        null,
                        Priority.NORMAL,
                        new BatchLimits(OptionalInt.empty(), Duration.ofSeconds(30), 3, 100),
                        StartMode.AUTO,
                        JsonNodeFactory.instance.objectNode(),
                        new Labels(Map.of(), "sheets"),
                        Instant.now());
        execute(
                """
                insert into batches (batch_id, tenant, owner, workload, name, definition, source,
                                     requested_status, requested_at, created_at)
                values (?, 'default', 'ann', 'sketches', 'to be drawn', ?::jsonb, ?::jsonb, 'pending', now(), now())
                """,
                batch.value(),
                mapper.writeValueAsString(definition),
                mapper.writeValueAsString(source));
        for (int index = 0; index < ITEMS; index++) {
            execute(
                    """
                    insert into items (batch_id, item_index, job_id, name, state, generation, run, result, updated_at)
                    values (?, ?, ?, 'a.jpg', 'succeeded', 1, 1, '{}', now())
                    """,
                    batch.value(),
                    index,
                    JobId.of(batch, index).value());
            execute("insert into item_data values (?, ?, 1, '{}')", batch.value(), index);
        }
    }

    @AfterEach
    void close() {
        databases.forEach(Database::close);
    }

    @Test
    void each_picture_is_drawn_once_and_whole_however_often_and_by_whom_it_is_asked_for()
            throws Exception {
        var ones = new Sketches(0);
        var others = new Sketches(0);
        try (DrawDesk _ = desk(ones);
                DrawDesk _ = desk(others)) {
            awaitListeners(2);

            for (int time = 0; time < ASKED; time++) {
                for (int index = 0; index < ITEMS; index++) {
                    ask(index);
                }
            }

            await().atMost(SOON).until(() -> drawnItems() == ITEMS);
        }
        for (int index = 0; index < ITEMS; index++) {
            assertThat(ones.drawn(index) + others.drawn(index)).as("item %d", index).isOne();
            assertThat(picture(index)).isEqualTo(Sketches.picture(index));
        }
        assertThat(blobs().exists(request(0).failure())).isFalse();
    }

    @Test
    void while_one_draws_the_other_leaves_the_picture_to_it_and_draws_what_else_is_asked_for()
            throws Exception {
        var ones = new Sketches(1);
        try (DrawDesk _ = desk(ones)) {
            awaitListeners(1);
            ask(0);
            await().atMost(SOON).until(() -> ones.drawn(0) == 1);
            var others = new Sketches(0);
            try (DrawDesk _ = desk(others)) {
                awaitListeners(1);

                ask(0);
                ask(1);

                // It hears both in this order.
                await().atMost(SOON).until(() -> blobs().exists(request(1).overlay()));
                assertThat(others.drawn(0)).isZero();
                assertThat(blobs().exists(request(0).overlay())).isFalse();
                ones.letGo();
                await().atMost(SOON).until(() -> blobs().exists(request(0).overlay()));
            }
            assertThat(picture(0)).isEqualTo(Sketches.picture(0));
            assertThat(others.drawn(0)).isZero();
        }
    }

    @Test
    void what_one_began_and_never_ended_the_other_draws_when_it_is_asked_for_again()
            throws Exception {
        var ones = new Sketches(1);
        var others = new Sketches(0);
        DrawDesk one = desk(ones);
        awaitListeners(1);
        ask(0);
        await().atMost(SOON).until(() -> ones.drawn(0) == 1);
        try (DrawDesk _ = desk(others)) {
            awaitListeners(1);

            one.close();
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        ask(0);
                        return blobs().exists(request(0).overlay());
                    });
        }
        assertThat(others.drawn(0)).isOne();
        assertThat(picture(0)).isEqualTo(Sketches.picture(0));
    }

    private DataSource database() {
        return Objects.requireNonNull(database).dataSource();
    }

    private DrawDesk desk(Sketches workload) throws Exception {
        FolderBlobStore blobs = blobs();
        return DrawDesk.start(
                open().dataSource(),
                new Drawing(
                        _ -> Optional.of(workload),
                        source -> new BlobSource(blobs, source),
                        blobs,
                        Clock.systemUTC()));
    }

    private FolderBlobStore blobs() throws IOException {
        return new FolderBlobStore(folder);
    }

    private Database open() throws InterruptedException {
        Database opened =
                Database.open(
                        DatabaseConfig.of(server.jdbcUrl(), server.user(), server.password()));
        databases.add(opened);
        return opened;
    }

    private DrawRequest request(int index) {
        return new DrawRequest(batch, index, 1, 1);
    }

    private byte[] picture(int index) throws IOException {
        try (var bytes = Channels.newInputStream(blobs().open(request(index).overlay()))) {
            return bytes.readAllBytes();
        }
    }

    private long drawnItems() throws IOException {
        long drawn = 0;
        for (int index = 0; index < ITEMS; index++) {
            drawn += blobs().exists(request(index).overlay()) ? 1 : 0;
        }
        return drawn;
    }

    private void ask(int index) throws SQLException, IOException {
        execute(
                "select pg_notify(?, ?)",
                DrawRequest.CHANNEL,
                mapper.writeValueAsString(request(index)));
    }

    /// Waits for so many that listen and have not begun to draw yet: of a connection the server
    /// tells what it was last asked.
    private void awaitListeners(int count) {
        await().atMost(SOON)
                .until(() -> {
                    try (var connection = database().getConnection();
                            var statement =
                                    connection.prepareStatement(
                                            "select count(*) from pg_stat_activity where datname = current_database() and query like ?")) {
                        statement.setString(1, "listen " + DrawRequest.CHANNEL + "%");
                        var row = statement.executeQuery();
                        row.next();
                        return row.getInt(1) >= count;
                    }
                });
    }

    private void execute(String sql, Object... parameters) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }
}
