package io.batchline.http.identity;

import io.batchline.database.Database;
import io.batchline.database.DatabaseConfig;
import io.batchline.database.TenantReads;
import io.batchline.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Tests on a database of their own, empty before each.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OnDatabase {
    protected static final Clock CLOCK = Clock.systemUTC();

    private EmbeddedDatabase embedded;
    private Database database;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        embedded = EmbeddedDatabase.start(folder);
        database =
                Database.open(
                        DatabaseConfig.of(
                                embedded.jdbcUrl(), embedded.user(), embedded.password()));
    }

    @AfterAll
    void shut() throws Exception {
        database.close();
        embedded.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        execute("truncate users, login_tries, audit_log, tenants, stream_tickets cascade");
    }

    protected DataSource rows() {
        return database.dataSource();
    }

    protected TenantReads reads() {
        return database.tenantReads();
    }

    protected void execute(String sql) throws SQLException {
        try (Connection connection = rows().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
