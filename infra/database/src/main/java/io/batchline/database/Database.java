package io.batchline.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A pool of connections to a database that has the newest schema. Safe for any thread.
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final long CONNECTION_WAIT_MILLIS = 10_000;

    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /// Waits until the database answers, brings its schema up to date, and opens the pool. Several
    /// programs may do it at once: one migrates, the others wait for it.
    ///
    /// @throws DatabaseUnreachableException when nothing answers within the config's time, or it
    ///   refuses us
    public static Database open(DatabaseConfig config) throws InterruptedException {
        DatabaseWait.until(config);
        migrate(config);
        return new Database(pool(config));
    }

    /// Connections commit each statement by themselves unless told otherwise.
    public DataSource dataSource() {
        return pool;
    }

    /// Whether the database answers now.
    public boolean answers() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            LOG.atWarn().setCause(e).log("database does not answer");
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    private static void migrate(DatabaseConfig config) {
        var done =
                Flyway.configure(Database.class.getClassLoader())
                        .dataSource(config.url(), config.user(), config.password())
                        .locations("classpath:db/migration")
                        .validateMigrationNaming(true)
                        .cleanDisabled(true)
                        .load()
                        .migrate();
        LOG.atInfo()
                .addKeyValue("migrations", done.migrationsExecuted)
                .addKeyValue("version", done.targetSchemaVersion)
                .log("schema is up to date");
    }

    private static HikariDataSource pool(DatabaseConfig config) {
        var pool = new HikariDataSource();
        pool.setPoolName("batchline");
        pool.setJdbcUrl(config.url());
        pool.setUsername(config.user());
        pool.setPassword(config.password());
        pool.setMaximumPoolSize(config.connections());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
        pool.addDataSourceProperty("ApplicationName", "batchline");
        // A jsonb parameter is sent as text; the server knows the column's type better than we do.
        pool.addDataSourceProperty("stringtype", "unspecified");
        return pool;
    }
}
