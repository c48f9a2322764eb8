package io.batchline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.embedded.EmbeddedDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseIT {
    private EmbeddedDatabase embedded;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        embedded = EmbeddedDatabase.start(folder);
    }

    @AfterAll
    void stop() throws Exception {
        embedded.close();
    }

    @Test
    void programs_that_open_it_at_once_all_find_the_whole_schema() throws Exception {
        DatabaseConfig config = fresh("at_once");
        Callable<List<String>> open =
                () -> {
                    try (Database database = Database.open(config)) {
                        assertThat(database.answers()).isTrue();
                        return tables(database);
                    }
                };

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var tables : threads.invokeAll(List.of(open, open, open))) {
                assertThat(tables.get())
                        .contains(
                                "users",
                                "sessions",
                                "workloads",
                                "batches",
                                "outgoing_commands",
                                "idempotency_keys",
                                "batch_states",
                                "items",
                                "loads",
                                "results");
            }
        }
    }

    @Test
    void what_cannot_be_is_refused_by_the_database_itself() throws Exception {
        Map<String, String> refused =
                Map.of(
                        "insert into items (batch_id, item_index, job_id, state, generation, updated_at) values ('b', 0, 'b.0', 'lost', 1, now())",
                        "items_state_check",
                        "insert into batch_states (batch_id, generation, status, counts, updated_at) values ('b', 1, 'over', '{}', now())",
                        "batch_states_status_check",
                        "insert into batch_states (batch_id, generation, status, stage, counts, updated_at) values ('b', 1, 'processing', 'napping', '{}', now())",
                        "batch_states_stage_check",
                        "insert into batches (batch_id, tenant, owner, workload, name, definition, requested_status, requested_at, created_at) values ('b', 't', 'o', 'w', 'n', '{}', 'done', now(), now())",
                        "batches_requested_status_check",
                        "insert into batches (batch_id, tenant, owner, workload, name, definition, requested_status, requested_at, created_at) values ('b', 'No Tenant', 'o', 'w', 'n', '{}', 'pending', now(), now())",
                        "batches_tenant_check",
                        "insert into uploads (upload_id, batch_id, tenant, resumable, state, file_name, created_at, expires_at) values (gen_random_uuid(), 'b', 't', true, 'half', 'f', now(), now())",
                        "uploads_state_check",
                        "insert into review_fields (batch_id, item_index, place, job_id, generation, run, field, value, confidence, reason, choices) values ('none', 0, 0, 'j', 1, 1, 'q', 'A', 0.5, 'r', '[]')",
                        "review_fields_item_fkey",
                        "insert into analytics_batches values (sha256('b'), 't', 'w', 1, 'processing', null, now(), 0, 0, 0, 0)",
                        "analytics_batches_status_check",
                        "insert into analytics_stages values (sha256('none'), 't', 'cleanup', now(), now())",
                        "analytics_stages_fact_id_tenant_fkey",
                        "update tenants set keep_sources_days = 0",
                        "tenants_keep_sources_days_check");
        try (Database database = Database.open(fresh("states"));
                Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            refused.forEach((sql, constraint) ->
                    assertThatThrownBy(() -> statement.execute(sql))
                            .as(sql)
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining(constraint));
        }
    }

    @Test
    void results_without_their_load_are_refused_at_the_end_of_the_transaction_only()
            throws Exception {
        String result =
                "insert into results (batch_id, row_number, job_id, file, fields) values ('b', 1, 'b.0', 'f', '{}')";
        try (Database database = Database.open(fresh("loads"));
                Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(result)).hasMessageContaining("loads");

            connection.setAutoCommit(false);
            statement.execute(result);
            statement.execute("insert into loads values ('b', 1, 1, 1, now())");
            connection.commit();
        }
    }

    @Test
    void a_text_is_taken_as_jsonb() throws Exception {
        try (Database database = Database.open(fresh("jsonb"));
                Connection connection = database.dataSource().getConnection();
                var insert =
                        connection.prepareStatement(
                                "insert into workloads (name, info, seen_at) values (?, ?, now())")) {
            insert.setString(1, "w");
            insert.setString(2, "{\"a\": 1}");

            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void where_nothing_listens_the_wait_ends_with_a_sentence() throws Exception {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        var nowhere =
                DatabaseConfig.of("jdbc:postgresql://127.0.0.1:%d/x".formatted(port), "u", "p")
                        .withStartWithin(Duration.ofSeconds(1));

        assertThatThrownBy(() -> Database.open(nowhere))
                .isInstanceOf(DatabaseUnreachableException.class)
                .hasMessageContaining(":" + port)
                .hasMessageContaining("1 s");
    }

    @Test
    void a_database_that_is_not_there_is_not_waited_for() {
        var missing =
                DatabaseConfig.of(url("no_such_database"), embedded.user(), embedded.password());

        assertThatThrownBy(() -> Database.open(missing))
                .isInstanceOf(DatabaseUnreachableException.class)
                .hasMessageContaining("no_such_database");
    }

    private DatabaseConfig fresh(String name) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                embedded.jdbcUrl(), embedded.user(), embedded.password());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return DatabaseConfig.of(url(name), embedded.user(), embedded.password())
                .withConnections(2);
    }

    private String url(String name) {
        String own = embedded.jdbcUrl();
        return own.substring(0, own.lastIndexOf('/') + 1) + name;
    }

    private static List<String> tables(Database database) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select table_name from information_schema.tables where table_schema = 'public'")) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
