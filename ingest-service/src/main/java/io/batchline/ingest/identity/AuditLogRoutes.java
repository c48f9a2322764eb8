package io.batchline.ingest.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.batchline.http.Api;
import io.batchline.http.Cursor;
import io.batchline.http.Operation;
import io.batchline.http.Page;
import io.batchline.http.Permission;
import io.batchline.http.Query;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.batchline.http.audit.AuditEntry;
import io.batchline.http.audit.AuditEntry.Outcome;
import io.batchline.http.audit.AuditLines;
import io.batchline.http.audit.AuditLines.Line;
import io.batchline.http.identity.Authenticator;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `GET /api/audit`: who did what in the tenant, newest first.
final class AuditLogRoutes implements Routes {
    private static final String OUTCOME = "outcome";

    private final Authenticator authenticator;
    private final AuditLines log;

    AuditLogRoutes(Authenticator authenticator, AuditLines log) {
        this.authenticator = authenticator;
        this.log = log;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                "/api/audit",
                                "listAudit",
                                Permission.ADMINISTER,
                                "Who did what in the tenant, newest first")
                        .query("user", Shape.text(), "a user's name")
                        .query("action", Shape.text(), "an operation's id, as in this document")
                        .query(
                                OUTCOME,
                                Shape.words(
                                        Arrays.stream(Outcome.values())
                                                .map(Outcome::wireId)
                                                .toList()),
                                "what came of it")
                        .query("since", Shape.time(), "nothing older")
                        .paged(Query.MOST)
                        .answers(200, AuditLogAnswer.class, "a page of the log"),
                this::list);
    }

    private void list(Context ctx) throws SQLException {
        int limit = Query.limit(ctx);
        Set<Outcome> outcome =
                Query.oneOf(ctx, OUTCOME, List.of(Outcome.values()), Outcome::wireId);
        var filter =
                new AuditLines.Filter(
                        ctx.queryParam("user"),
                        ctx.queryParam("action"),
                        outcome,
                        Set.of(),
                        Query.instant(ctx, "since"),
                        Cursor.read(ctx, Long::valueOf).orElse(null));
        Page<Line> page =
                Page.of(
                        log.page(authenticator.require(ctx).tenant(), filter, limit + 1),
                        limit,
                        line -> Long.toString(line.id()));
        ctx.json(
                new AuditLogAnswer(
                        page.rows().stream().map(AuditEntryAnswer::of).toList(),
                        page.nextCursor()));
    }

    /// @param username null when nobody known asked
    /// @param credential what was shown for it: `password`, `key`, `issuer` or `none`
    /// @param subject the path of what it was done to
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record AuditEntryAnswer(
            Instant at,
            @Nullable String username,
            String credential,
            String address,
            String action,
            String subject,
            Outcome outcome,
            int status) {
        static AuditEntryAnswer of(Line line) {
            AuditEntry entry = line.entry();
            return new AuditEntryAnswer(
                    entry.at(),
                    entry.username(),
                    entry.credential(),
                    entry.address(),
                    entry.action(),
                    entry.subject(),
                    entry.outcome(),
                    entry.status());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record AuditLogAnswer(List<AuditEntryAnswer> entries, @Nullable String nextCursor) {}
}
