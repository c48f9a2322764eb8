package io.batchline.gateway.analytics;

import io.batchline.contract.id.TenantId;
import io.batchline.gateway.analytics.AnalyticsRows.Wanted;
import io.batchline.gateway.session.Access;
import io.batchline.gateway.session.Queries;
import io.batchline.http.Api;
import io.batchline.http.FieldError;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.batchline.http.identity.Caller;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `GET /api/analytics` and the same as a table, `GET /api/analytics.csv`: the batches that ended
/// in a span of time, by the day (UTC) of their end.
///
/// Of the caller's tenant; the installation's admin may name another.
public final class AnalyticsRoutes implements Routes {
    private static final String WORKLOAD = "workload";
    private static final String TENANT = "tenant";
    private static final int LONGEST_WORKLOAD = 200;

    private final Access access;
    private final AnalyticsRows rows;
    private final Clock clock;

    public AnalyticsRoutes(Access access, Queries queries, Clock clock) {
        this.access = access;
        this.rows = new AnalyticsRows(queries);
        this.clock = clock;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                asked(
                                "/api/analytics",
                                "getAnalytics",
                                "How batches went, by day and workload, those that are deleted included")
                        .answers(200, AnalyticsAnswer.class, "the figures"),
                ctx -> ctx.json(report(ctx)));
        api.add(
                asked(
                                "/api/analytics.csv",
                                "downloadAnalytics",
                                "How batches went, as a table with a row for each day and workload")
                        .answers(200, Operation.Content.plain("text/csv"), "the table"),
                this::table);
    }

    private static Operation asked(String path, String id, String summary) {
        return Operation.get(path, id, Permission.READ, summary)
                .query(
                        Span.FROM,
                        Shape.text(),
                        "a date (its beginning in UTC) or a time; when left out: %d days before `to`"
                                .formatted(Span.USUAL_DAYS))
                .query(
                        Span.TO,
                        Shape.text(),
                        "a date (its end in UTC) or a time, at most %d days after `from`; when left out: now"
                                .formatted(Span.LONGEST_DAYS))
                .query(WORKLOAD, Shape.text(LONGEST_WORKLOAD), "the workload's name")
                .query(TENANT, Shape.text(), "another tenant, for the installation's admin only");
    }

    private void table(Context ctx) {
        AnalyticsAnswer report = report(ctx);
        ctx.contentType("text/csv; charset=utf-8")
                .header("Cache-Control", "private, no-cache")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"analytics-%s-%s.csv\""
                                .formatted(
                                        LocalDate.ofInstant(report.from(), ZoneOffset.UTC),
                                        LocalDate.ofInstant(
                                                report.to().minusMillis(1), ZoneOffset.UTC)))
                .result(AnalyticsCsv.of(report));
    }

    private AnalyticsAnswer report(Context ctx) {
        Caller caller = access.caller(ctx);
        var errors = new ArrayList<FieldError>();
        Optional<Span> span =
                Span.of(
                        ctx.queryParam(Span.FROM),
                        ctx.queryParam(Span.TO),
                        clock.instant(),
                        errors);
        String workload = workload(ctx.queryParam(WORKLOAD), errors);
        TenantId tenant = tenant(ctx.queryParam(TENANT), caller, errors);
        if (span.isEmpty() || !errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return Report.of(new Wanted(tenant, span.get(), workload), rows).answer();
    }

    private static @Nullable String workload(@Nullable String name, List<FieldError> errors) {
        if (name != null
                && (name.isBlank()
                        || name.length() > LONGEST_WORKLOAD
                        || name.chars().anyMatch(Character::isISOControl))) {
            errors.add(
                    new FieldError(
                            WORKLOAD,
                            "is no name of a workload: it takes 1 to %d characters without control characters"
                                    .formatted(LONGEST_WORKLOAD)));
        }
        return name;
    }

    private static TenantId tenant(@Nullable String named, Caller caller, List<FieldError> errors) {
        if (named == null || named.equals(caller.tenant().value())) {
            return caller.tenant();
        }
        if (!caller.isFounder()) {
            throw Problem.of(
                    ProblemType.FORBIDDEN,
                    "another tenant is for admin of the tenant %s to name"
                            .formatted(TenantId.DEFAULT));
        }
        try {
            return new TenantId(named);
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError(TENANT, String.valueOf(e.getMessage())));
            return caller.tenant();
        }
    }
}
