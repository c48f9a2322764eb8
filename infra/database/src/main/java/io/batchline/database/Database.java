package io.batchline.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Connections to a database that has the newest schema: a pool for the services' own work, and one
/// for reading on behalf of tenants, which is opened when it is wanted. Safe for any thread.
public final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final long CONNECTION_WAIT_MILLIS = 10_000;

    /// What every connection that reads for tenants becomes, and stays: so whatever a query asks
    /// for, and however the driver sends it, the policies bind it.
    private static final String AS_READER = "set role batchline_reader";

    private final DatabaseConfig config;
    private final HikariDataSource pool;
    private @Nullable HikariDataSource readers;

    private Database(DatabaseConfig config, HikariDataSource pool) {
        this.config = config;
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
        return new Database(config, pool(config, "batchline"));
    }

    /// Connections commit each statement by themselves unless told otherwise.
    public DataSource dataSource() {
        return pool;
    }

    /// Reads for tenants, over connections of their own that see no other tenant's rows.
    public synchronized TenantReads tenantReads() {
        HikariDataSource own = readers;
        if (own == null) {
            own = pool(config, "batchline-readers");
            own.setConnectionInitSql(AS_READER);
            readers = own;
        }
        return new TenantReads(own);
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
    public synchronized void close() {
        if (readers != null) {
            readers.close();
        }
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

    private static HikariDataSource pool(DatabaseConfig config, String name) {
        var pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setJdbcUrl(config.url());
        pool.setUsername(config.user());
        pool.setPassword(config.password());
        pool.setMaximumPoolSize(config.connections());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
        pool.addDataSourceProperty("ApplicationName", name);
        // A jsonb parameter is sent as text; the server knows the column's type better than we do.
        pool.addDataSourceProperty("stringtype", "unspecified");
        return pool;
    }
}
