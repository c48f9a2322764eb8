package io.batchline.system.fuzz;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.batchline.cli.client.ApiClient;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import io.batchline.database.Database;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.Role;
import io.batchline.http.identity.Sessions;
import io.batchline.local.Local;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes tenants on a server, each with a batch that has ended and some that wait.
final class Parties implements AutoCloseable {
    private static final int ITEMS = 3;
    private static final int WAITING = 4;
    private static final Duration ENDED = Duration.ofMinutes(2);

    private final Local local;
    private final Path folder;
    private final Database database;

    Parties(Local local, Path folder) throws InterruptedException {
        this.local = local;
        this.folder = folder;
        this.database = Database.open(local.database().withConnections(1));
    }

    /// @param mark lower-case letters and `-`
    Party make(String mark) throws IOException, InterruptedException, SQLException {
        var tenant = new TenantId("tenant-" + mark);
        String operator = token(tenant, mark, Role.OPERATOR);
        var tokens =
                List.of(
                        token(tenant, mark, Role.VIEWER),
                        operator,
                        token(tenant, mark, Role.ADMIN));
        var batches = new ArrayList<String>();
        var jobs = new ArrayList<String>();
        try (var api = new ApiClient(local.address(), operator)) {
            BatchId ended = api.create(definition(mark, "auto"));
            api.upload(ended, zip(mark));
            await("the batch of " + mark + " has ended")
                    .atMost(ENDED)
                    .until(() ->
                            List.of("completed", "failed")
                                    .contains(api.status(ended).path("status").asText()));
            batches.add(ended.value());
            for (int i = 0; i < ITEMS; i++) {
                jobs.add("%s.%06d".formatted(ended, i));
            }
            for (int i = 0; i < WAITING; i++) {
                batches.add(api.create(definition(mark, "manual")).value());
            }
        }
        return new Party(mark, tokens, batches, jobs);
    }

    private String token(TenantId tenant, String mark, Role role) throws SQLException {
        String name = "%s-%s".formatted(role.name().toLowerCase(Locale.ROOT), mark);
        try (var connection = database.dataSource().getConnection();
                var insert =
                        connection.prepareStatement(
                                "insert into users (username, password_hash, tenant, role, created_at)"
                                        + " select ?, password_hash, ?, ?, now() from users where username = 'admin'")) {
            insert.setString(1, name);
            insert.setString(2, tenant.value());
            insert.setString(3, role.wireId());
            insert.executeUpdate();
        }
        return new Sessions(database.dataSource(), Clock.systemUTC())
                .open(new Caller(name, tenant, role));
    }

    private static ObjectNode definition(String mark, String start) {
        return new JsonMapper()
                .createObjectNode()
                .put("workload", "answer-sheets")
                .put("name", "batch-" + mark)
                .put("run_id", "run-" + mark)
                .put("start", start);
    }

    /// Files that are no pictures: each item fails, and says its name.
    private Path zip(String mark) throws IOException {
        Path file = folder.resolve(mark + ".zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < ITEMS; i++) {
                zip.putNextEntry(new ZipEntry("scan-%s-%d.jpg".formatted(mark, i)));
                zip.write(mark.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                zip.closeEntry();
            }
        }
        return file;
    }

    @Override
    public void close() {
        database.close();
    }
}
