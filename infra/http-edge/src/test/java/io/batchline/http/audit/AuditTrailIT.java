package io.batchline.http.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.contract.id.TenantId;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.Routes;
import io.batchline.http.TestServer;
import io.batchline.http.audit.AuditEntry.Outcome;
import io.batchline.http.identity.Authenticator;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.OnDatabase;
import io.batchline.http.identity.Role;
import io.batchline.http.identity.Sessions;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditTrailIT extends OnDatabase {
    private static final TenantId NORTH = new TenantId("north");

    private AuditLog log;
    private AuditLines lines;
    private String token;

    @BeforeEach
    void start() throws Exception {
        execute("insert into users values ('ann@north', 'x', 'north', 'operator', now())");
        token = new Sessions(rows(), CLOCK).open(new Caller("ann@north", NORTH, Role.OPERATOR));
        log = new AuditLog(rows());
        lines = new AuditLines(reads());
    }

    @Test
    void every_change_that_was_done_or_refused_has_a_line_and_nothing_else_has() throws Exception {
        try (var server = new TestServer(routes())) {
            post(server, "/done/1");
            post(server, "/made");
            post(server, "/forbidden");
            post(server, "/not-understood");
            post(server, "/unrecorded");
            server.send(server.request("/read").header("Authorization", "Bearer " + token));
            server.send(server.request("/made").POST(BodyPublishers.noBody()));
        }

        assertThat(page())
                .extracting(entry ->
                        "%s %s %s %s"
                                .formatted(
                                        entry.username(),
                                        entry.action(),
                                        entry.subject(),
                                        entry.outcome()))
                .containsExactly(
                        "ann@north forbidden /forbidden REFUSED",
                        "ann@north made /things/7 DONE",
                        "ann@north done /done/1 DONE");
        assertThat(lines.page(TenantId.DEFAULT, anything(null), 10)).isEmpty();
    }

    @Test
    void lines_of_many_at_once_are_all_there_and_are_read_in_pages() throws Exception {
        Callable<Integer> call;
        try (var server = new TestServer(routes())) {
            call = () -> post(server, "/done/1");
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var answer : threads.invokeAll(Collections.nCopies(60, call))) {
                    assertThat(answer.get()).isEqualTo(200);
                }
            }
        }

        List<AuditLines.Line> first = lines.page(NORTH, anything(null), 40);
        List<AuditLines.Line> second = lines.page(NORTH, anything(first.getLast().id()), 40);
        assertThat(first).hasSize(40);
        assertThat(second).hasSize(20);
        assertThat(
                        lines.page(
                                NORTH,
                                new AuditLines.Filter("eve", null, Set.of(), Set.of(), null, null),
                                10))
                .isEmpty();
        assertThat(
                        lines.page(
                                NORTH,
                                new AuditLines.Filter(
                                        "ann@north",
                                        "done",
                                        Set.of(Outcome.DONE),
                                        Set.of("/done", "/elsewhere"),
                                        CLOCK.instant().minusSeconds(600),
                                        null),
                                10))
                .hasSize(10);
        assertThat(lines.page(NORTH, about("/don"), 10)).isEmpty();
        assertThat(lines.page(NORTH, about("/done/1"), 10)).hasSize(10);
    }

    private static AuditLines.Filter about(String path) {
        return new AuditLines.Filter(null, null, Set.of(), Set.of(path), null, null);
    }

    private static AuditLines.Filter anything(@org.jspecify.annotations.Nullable Long before) {
        return new AuditLines.Filter(null, null, Set.of(), Set.of(), null, before);
    }

    private List<AuditEntry> page() throws Exception {
        return lines.page(NORTH, anything(null), 10).stream().map(AuditLines.Line::entry).toList();
    }

    private int post(TestServer server, String path) throws Exception {
        return server.send(
                        server.request(path)
                                .header("Authorization", "Bearer " + token)
                                .POST(BodyPublishers.noBody()))
                .statusCode();
    }

    private Routes routes() {
        return plain -> {
            var api =
                    plain.guardedBy(new Authenticator(rows(), CLOCK, Optional.empty()))
                            .witnessedBy(new AuditTrail(log, CLOCK));
            api.add(operation("/done/{id}", "done", Permission.OPERATE), ctx -> ctx.result("x"));
            api.add(
                    operation("/made", "made", Permission.OPERATE),
                    ctx -> ctx.status(201).header("Location", "/things/7"));
            api.add(
                    operation("/forbidden", "forbidden", Permission.ADMINISTER),
                    ctx -> ctx.result("x"));
            api.add(
                    operation("/not-understood", "notUnderstood", Permission.OPERATE),
                    ctx -> {
                        throw Problem.of(ProblemType.INVALID_FIELDS, "what?");
                    });
            api.add(
                    operation("/unrecorded", "unrecorded", Permission.OPERATE).unrecorded(),
                    ctx -> ctx.result("x"));
            api.add(
                    Operation.get("/read", "read", Permission.READ, "A test"),
                    ctx -> ctx.result("x"));
        };
    }

    private static Operation operation(String path, String id, Permission needed) {
        return Operation.post(path, id, needed, "A test");
    }
}
