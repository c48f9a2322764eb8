package io.batchline.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batchline.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Queries that forget to ask for the tenant.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowLevelSecurityIT {
    private static final String ROWS_OF_A_TENANT =
            """
            insert into tenants (tenant, created_by, created_at) values ('%1$s', 'admin', now()) on conflict do nothing;
            insert into users values ('ann@%1$s', 'x', '%1$s', 'admin', now());
            insert into api_keys values ('key%1$s0000', sha256('%1$s'), 'ann@%1$s', 'k', 'viewer', now());
            insert into batches (batch_id, tenant, owner, workload, name, definition, requested_status, requested_at, created_at)
            values ('b-%1$s', '%1$s', 'ann', 'w', 'n', '{}', 'processing', now(), now());
            insert into batch_states (batch_id, generation, status, counts, updated_at) values ('b-%1$s', 1, 'completed', '{}', now());
            insert into items (batch_id, item_index, job_id, state, generation, updated_at) values ('b-%1$s', 0, 'j-%1$s', 'succeeded', 1, now());
            insert into item_data values ('b-%1$s', 0, 1, '{}');
            insert into review_fields (batch_id, item_index, place, job_id, generation, run, field, value, confidence, reason, choices)
            values ('b-%1$s', 0, 0, 'j-%1$s', 1, 1, 'q1', 'A', 0.5, 'faint', '[]');
            insert into review_decisions (batch_id, item_index, field, value_before, value, decided_by, decided_at, generation)
            values ('b-%1$s', 0, 'q1', 'A', 'B', 'ann', now(), 2);
            insert into loads values ('b-%1$s', 1, 1, 1, now());
            insert into results (batch_id, row_number, job_id, file, fields) values ('b-%1$s', 1, 'j-%1$s', 'f', '{}');
            insert into given_items values ('b-%1$s', 0, '%1$s', 'mine', null);
            insert into uploads (upload_id, batch_id, tenant, resumable, state, file_name, created_at, expires_at)
            values (gen_random_uuid(), 'b-%1$s', '%1$s', true, 'ended', 'f', now(), now());
            insert into deleted_batches values ('gone-%1$s', '%1$s', 'ann', now());
            insert into audit_log (at, tenant, credential, address, action, subject, outcome, status)
            values (now(), '%1$s', 'none', 'a', 'login', 's', 'done', 200);
            insert into analytics_batches values (sha256('%1$s'), '%1$s', 'w', 1, 'completed', null, now(), 1, 1, 0, 0);
            insert into analytics_stages values (sha256('%1$s'), '%1$s', 'cleanup', now(), now());
            insert into analytics_failures values (sha256('%1$s'), '%1$s', 'c', 1);
            """;

    private static final List<String> READ_FOR_CALLERS =
            List.of(
                    "tenants",
                    "batches",
                    "batch_states",
                    "items",
                    "item_data",
                    "review_fields",
                    "review_decisions",
                    "loads",
                    "results",
                    "given_items",
                    "uploads",
                    "deleted_batches",
                    "audit_log",
                    "analytics_batches",
                    "analytics_stages",
                    "analytics_failures");

    private EmbeddedDatabase embedded;
    private Database database;
    private TenantReads reads;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        embedded = EmbeddedDatabase.start(folder);
        database =
                Database.open(
                        DatabaseConfig.of(embedded.jdbcUrl(), embedded.user(), embedded.password())
                                .withConnections(1));
        reads = database.tenantReads();
        execute("delete from tenants");
        execute(ROWS_OF_A_TENANT.formatted("north"));
        execute(ROWS_OF_A_TENANT.formatted("south"));
    }

    @AfterAll
    void stop() throws Exception {
        database.close();
        embedded.close();
    }

    @Test
    void a_query_without_a_tenant_in_it_sees_the_rows_of_its_tenant_only() throws Exception {
        for (String table : READ_FOR_CALLERS) {
            assertThat(whole("north", table))
                    .as(table)
                    .singleElement()
                    .asString()
                    .contains("north");
            assertThat(whole("south", table))
                    .as(table)
                    .singleElement()
                    .asString()
                    .contains("south");
        }
        assertThat(strings("south", "select username from users")).containsExactly("ann@south");
        assertThat(strings("south", "select key_id from api_keys")).containsExactly("keysouth0000");
    }

    @Test
    void without_a_tenant_nothing_is_seen_but_what_is_no_tenants() throws Exception {
        execute("insert into workloads values ('w', '{}', now()) on conflict do nothing");
        for (String table : READ_FOR_CALLERS) {
            assertThat(whole("nobody", table)).as(table).isEmpty();
            assertThat(reads.shared("select 1 from " + table, List.of(), row -> row.getInt(1)))
                    .as(table)
                    .isEmpty();
        }
        assertThat(reads.shared("select name from workloads", List.of(), row -> row.getString(1)))
                .containsExactly("w");
    }

    /// Also after one that failed, and when the driver has prepared the statements on the server,
    /// which changes how it sends them.
    @Test
    void one_connection_serves_one_tenant_after_the_other() throws Exception {
        assertThatThrownBy(() -> strings("north", "select 1/0")).isInstanceOf(SQLException.class);
        for (int i = 0; i < 20; i++) {
            String tenant = i % 2 == 0 ? "south" : "north";
            assertThat(strings(tenant, "select current_user || ' ' || tenant from batches"))
                    .as("query %d", i)
                    .containsExactly("batchline_reader " + tenant);
        }
        assertThat(asOwner("select current_user::text")).isEqualTo(embedded.user());
        assertThat(asOwner("select count(*)::text from batches")).isEqualTo("2");
    }

    @Test
    void secrets_are_not_to_be_read_and_nothing_is_to_be_changed() {
        for (String secret :
                List.of(
                        "select password_hash from users",
                        "select key_hash from api_keys",
                        "select * from sessions",
                        "select * from stream_tickets",
                        "select * from idempotency_keys",
                        "select * from login_tries",
                        "delete from batches returning batch_id",
                        "update batches set name = 'x' returning name",
                        "insert into workloads values ('x', '{}', now()) returning name")) {
            assertThatThrownBy(() -> strings("north", secret))
                    .as(secret)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void every_table_with_a_tenant_or_a_batch_has_a_policy() throws Exception {
        assertThat(
                        asOwner(
                                """
                                select string_agg(distinct c.relname::text, ', ')
                                  from pg_class c join pg_attribute a on a.attrelid = c.oid
                                 where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not a.attisdropped
                                   and (a.attname in ('tenant', 'batch_id')
                                        or has_table_privilege('batchline_reader', c.oid, 'select') and c.relname <> 'workloads')
                                   and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))
                                """))
                .as("tables without a policy")
                .isEqualTo("null");
    }

    @Test
    void a_user_that_may_not_become_the_reader_is_told_what_is_to_be_done() throws Exception {
        execute("create role app login password 'app'");
        execute("create database apps owner app");
        String own = embedded.jdbcUrl();
        DatabaseConfig config =
                DatabaseConfig.of(own.substring(0, own.lastIndexOf('/') + 1) + "apps", "app", "app")
                        .withConnections(2);
        assertThatThrownBy(() -> Database.open(config))
                .hasStackTraceContaining("app may not become batchline_reader")
                .hasStackTraceContaining("grant batchline_reader to app");

        execute("grant batchline_reader to app");
        try (Database theirs = Database.open(config);
                Connection connection = theirs.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(ROWS_OF_A_TENANT.formatted("north"));
            statement.execute(ROWS_OF_A_TENANT.formatted("south"));
            assertThat(
                            theirs.tenantReads()
                                    .list(
                                            "north",
                                            "select tenant from batches",
                                            List.of(),
                                            row -> row.getString(1)))
                    .containsExactly("north");
        }
    }

    private List<String> whole(String tenant, String table) throws SQLException {
        return strings(tenant, "select t::text from %s t".formatted(table));
    }

    private List<String> strings(String tenant, String sql) throws SQLException {
        return reads.list(tenant, sql, List.of(), row -> row.getString(1));
    }

    private String asOwner(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return Sql.query(connection, sql, row -> String.valueOf(row.getString(1))).getFirst();
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
