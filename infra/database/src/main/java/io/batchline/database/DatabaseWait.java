package io.batchline.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The wait at start for a database that is still starting itself. Runs on the caller's thread.
final class DatabaseWait {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseWait.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    /// Trying again does not make these right: a wrong password, a refused user, no such database.
    private static final Set<String> HOPELESS = Set.of("28P01", "28000", "3D000");

    private DatabaseWait() {}

    static void until(DatabaseConfig config) throws InterruptedException {
        long deadline = System.nanoTime() + config.startWithin().toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            try (var _ =
                    DriverManager.getConnection(config.url(), config.user(), config.password())) {
                return;
            } catch (SQLException e) {
                long left = deadline - System.nanoTime();
                if (isHopeless(e) || left <= 0) {
                    throw new DatabaseUnreachableException(config, e);
                }
                LOG.atInfo()
                        .addKeyValue("url", config.url())
                        .addKeyValue("secondsLeft", TimeUnit.NANOSECONDS.toSeconds(left))
                        .addKeyValue("reason", e.getMessage())
                        .log("waiting for the database");
            }
            Thread.sleep(pause);
            pause =
                    pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                            ? pause.multipliedBy(2)
                            : LONGEST_PAUSE;
        }
    }

    private static boolean isHopeless(SQLException e) {
        String state = e.getSQLState();
        return state != null && HOPELESS.contains(state);
    }
}
