package io.batchline.workers.draw;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.contract.topic.Json;
import io.batchline.contract.work.DrawRequest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for requests to draw and does one at a time, on a thread of its own. What is said while
/// it is busy is heard afterwards; what is said while the database is away is not, and whoever
/// waits says it again.
public final class DrawDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DrawDesk.class);
    private static final Duration LISTEN_AT_ONCE = Duration.ofMillis(250);

    /// Nothing is sent while there is nothing to do: only so is a dead connection found out.
    private static final Duration SAY_SOMETHING_EVERY = Duration.ofSeconds(10);

    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final DataSource database;
    private final Drawing drawing;
    private final JsonMapper mapper = Json.mapper();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private DrawDesk(DataSource database, Drawing drawing) {
        this.database = database;
        this.drawing = drawing;
        this.thread = Thread.ofPlatform().name("draw").daemon().unstarted(this::run);
    }

    public static DrawDesk start(DataSource database, Drawing drawing) {
        var desk = new DrawDesk(database, drawing);
        desk.thread.start();
        return desk;
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                try (Connection connection = database.getConnection()) {
                    listen(connection);
                } catch (SQLException e) {
                    LOG.atWarn().setCause(e).log("no requests to draw are heard for the moment");
                    closing.await(AFTER_A_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(Connection connection) throws SQLException, InterruptedException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + DrawRequest.CHANNEL);
            var heard = connection.unwrap(PGConnection.class);
            long spoke = System.nanoTime();
            while (closing.getCount() > 0) {
                if (System.nanoTime() - spoke > SAY_SOMETHING_EVERY.toNanos()) {
                    statement.execute("select 1");
                    spoke = System.nanoTime();
                }
                PGNotification[] requests = heard.getNotifications((int) LISTEN_AT_ONCE.toMillis());
                for (PGNotification request : requests == null ? new PGNotification[0] : requests) {
                    take(connection, request.getParameter());
                }
            }
            // The connection goes back to the others.
            statement.execute("unlisten " + DrawRequest.CHANNEL);
        }
    }

    private void take(Connection connection, String json)
            throws SQLException, InterruptedException {
        try {
            drawing.draw(connection, mapper.readValue(json, DrawRequest.class));
        } catch (JsonProcessingException e) {
            LOG.atError().setCause(e).log("a request to draw can't be read");
        } catch (IOException e) {
            // Whoever waits asks again.
            LOG.atWarn().addKeyValue("request", json).setCause(e).log("an item was not drawn");
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("request", json).setCause(e).log("drawing an item failed");
        }
    }

    /// What is being drawn is interrupted.
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!thread.join(CLOSE_WITHIN.dividedBy(2))) {
                thread.interrupt();
                thread.join(CLOSE_WITHIN.dividedBy(2));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
