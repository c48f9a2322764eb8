package io.batchline.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.id.BatchId;
import io.batchline.gateway.session.Access;
import io.batchline.http.Api;
import io.batchline.http.Cursor;
import io.batchline.http.Operation;
import io.batchline.http.Page;
import io.batchline.http.Permission;
import io.batchline.http.Query;
import io.batchline.http.Routes;
import io.batchline.http.audit.AuditEntry;
import io.batchline.http.audit.AuditEntry.Outcome;
import io.batchline.http.audit.AuditLines;
import io.batchline.http.audit.AuditLines.Line;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `GET /api/batches/{batch_id}/log`: who did what with a batch, for all who may see it. Of the
/// audit log it tells neither where somebody was nor by what they were known: that is for
/// administrators.
public final class LogRoutes implements Routes {
    /// Nothing was done to a batch before it was made; the clocks of two programs may differ by
    /// this.
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    private final Access access;
    private final AuditLines log;

    public LogRoutes(Access access, AuditLines log) {
        this.access = access;
        this.log = log;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                "/api/batches/{batch_id}/log",
                                "listLog",
                                Permission.READ,
                                "Who did what with a batch, newest first")
                        .paged(Query.MOST)
                        .answers(200, LogAnswer.class, "a page of the log"),
                this::list);
    }

    private void list(Context ctx) throws SQLException {
        BatchDefinition batch = access.batch(ctx).definition();
        int limit = Query.limit(ctx);
        var filter =
                new AuditLines.Filter(
                        null,
                        null,
                        Set.of(),
                        pathsOf(batch.batchId()),
                        batch.createdAt().minus(CLOCKS),
                        Cursor.read(ctx, Long::valueOf).orElse(null));
        Page<Line> page =
                Page.of(
                        log.page(batch.tenant(), filter, limit + 1),
                        limit,
                        line -> Long.toString(line.id()));
        ctx.json(
                new LogAnswer(
                        page.rows().stream().map(LogEntryAnswer::of).toList(), page.nextCursor()));
    }

    /// As it is called where something is done to it, or where its making points.
    private static Set<String> pathsOf(BatchId batch) {
        return Set.of(
                "/api/batches/" + batch,
                "/api/v1/batch-processing/cancel/" + batch,
                "/api/v1/batch-processing/progress/" + batch);
    }

    /// @param username null when nobody known asked
    /// @param action the operation's id
    /// @param subject the path of what it was done to
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record LogEntryAnswer(
            Instant at, @Nullable String username, String action, String subject, Outcome outcome) {
        static LogEntryAnswer of(Line line) {
            AuditEntry entry = line.entry();
            return new LogEntryAnswer(
                    entry.at(), entry.username(), entry.action(), entry.subject(), entry.outcome());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record LogAnswer(List<LogEntryAnswer> entries, @Nullable String nextCursor) {}
}
