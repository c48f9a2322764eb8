package io.batchline.ingest.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.batchline.contract.id.TenantId;
import io.batchline.http.Api;
import io.batchline.http.Cursor;
import io.batchline.http.Fields;
import io.batchline.http.Operation;
import io.batchline.http.Page;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.Query;
import io.batchline.http.RequestBody;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.batchline.http.identity.Authenticator;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.Credentials;
import io.batchline.http.identity.Users;
import io.batchline.http.identity.Users.User;
import io.batchline.ingest.retention.KeepDays;
import io.batchline.ingest.retention.Kept;
import io.batchline.ingest.retention.TenantKeeping;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// `GET /api/tenants`, `POST /api/tenants`: for `admin` of the tenant `default` only, whom every
/// installation has. `PATCH /api/tenants/{tenant}`, how long its things are kept: for a tenant's
/// own administrators, too.
final class TenantRoutes implements Routes {
    private final Authenticator authenticator;
    private final Users users;
    private final TenantKeeping keeping;
    private final Runnable onKeepingChanged;
    private final RequestBody body = new RequestBody();

    TenantRoutes(
            Authenticator authenticator,
            Users users,
            TenantKeeping keeping,
            Runnable onKeepingChanged) {
        this.authenticator = authenticator;
        this.users = users;
        this.keeping = keeping;
        this.onKeepingChanged = onKeepingChanged;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                "/api/tenants",
                                "listTenants",
                                Permission.ADMINISTER,
                                "The tenants that have users here, for the installation's admin")
                        .paged(Query.MOST)
                        .answers(200, TenantsAnswer.class, "a page of tenants"),
                this::list);
        api.add(
                Operation.post(
                                "/api/tenants",
                                "createTenant",
                                Permission.ADMINISTER,
                                "A new tenant with its first administrator, for the installation's admin")
                        .takes(UserRequest.NEW_TENANT)
                        .answers(201, TenantAnswer.class, "the tenant")
                        .refuses(ProblemType.CONFLICT),
                this::create);
        api.add(
                Operation.patch(
                                "/api/tenants/{tenant}",
                                "changeTenant",
                                Permission.ADMINISTER,
                                "For how many days a tenant's things are kept; an empty change tells it")
                        .takes(keepingShape())
                        .answers(200, KeepingAnswer.class, "the days as they are now"),
                this::change);
    }

    private static Shape keepingShape() {
        Shape shape = Shape.object();
        for (Kept kept : Kept.values()) {
            shape =
                    shape.optional(
                            kept.field(),
                            Shape.integer(kept.leastDays(), Kept.MOST_DAYS)
                                    .orNull()
                                    .described(
                                            "null: %d, as all that say nothing"
                                                    .formatted(kept.usualDays())));
        }
        return shape;
    }

    private void change(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        TenantId tenant = visible(caller, ctx.pathParam(UserRequest.TENANT));
        Fields fields = body.json(ctx);
        var changes = new EnumMap<Kept, Optional<Integer>>(Kept.class);
        for (Kept kept : Kept.values()) {
            OptionalInt days =
                    fields.optionalInteger(kept.field(), kept.leastDays(), Kept.MOST_DAYS);
            if (days.isPresent()) {
                changes.put(kept, Optional.of(days.getAsInt()));
            } else if (fields.isNull(kept.field())) {
                changes.put(kept, Optional.empty());
            }
        }
        fields.done();
        KeepDays days = keeping.change(tenant, changes, caller.username());
        if (!changes.isEmpty()) {
            onKeepingChanged.run();
        }
        ctx.json(KeepingAnswer.of(tenant, days));
    }

    /// One's own, or for the installation's admin any that is there.
    private TenantId visible(Caller caller, String named) throws SQLException {
        if (named.equals(caller.tenant().value())) {
            return caller.tenant();
        }
        try {
            var tenant = new TenantId(named);
            if (caller.isFounder() && keeping.of(tenant).isPresent()) {
                return tenant;
            }
        } catch (IllegalArgumentException _) {
            // What can't be a name is the name of nobody.
        }
        throw Problem.notFound("there is no tenant '%s'".formatted(named));
    }

    private void list(Context ctx) throws SQLException {
        requireFounder(ctx);
        int limit = Query.limit(ctx);
        String after = Cursor.read(ctx, place -> place).orElse(null);
        Page<TenantId> page = Page.of(users.tenants(after, limit + 1), limit, TenantId::value);
        ctx.json(
                new TenantsAnswer(
                        page.rows().stream()
                                .map(tenant -> new KnownTenant(tenant.value()))
                                .toList(),
                        page.nextCursor()));
    }

    private void create(Context ctx) throws SQLException {
        Caller caller = requireFounder(ctx);
        Fields fields = body.json(ctx);
        TenantId tenant = tenant(fields);
        String username = UserRequest.name(fields, tenant);
        String password = UserRequest.password(fields, UserRequest.PASSWORD, username);
        fields.done();
        User admin =
                users.createTenant(tenant, username, password, caller.username())
                        .orElseThrow(() ->
                                Problem.conflict(
                                        "the tenant '%s' is there already, or the name '%s' is taken"
                                                .formatted(tenant, username)));
        ctx.status(201)
                .header("Location", "/api/tenants/" + tenant)
                .json(new TenantAnswer(tenant.value(), admin.username()));
    }

    private static TenantId tenant(Fields fields) {
        String given = fields.text(UserRequest.TENANT, Credentials.LONGEST_TENANT);
        try {
            return new TenantId(given);
        } catch (IllegalArgumentException e) {
            if (!given.isEmpty()) {
                fields.refuse(UserRequest.TENANT, String.valueOf(e.getMessage()));
            }
            return TenantId.DEFAULT;
        }
    }

    private Caller requireFounder(Context ctx) {
        Caller caller = authenticator.require(ctx);
        if (!caller.isFounder()) {
            throw Problem.of(
                    ProblemType.FORBIDDEN,
                    "tenants are made by admin of the tenant %s".formatted(TenantId.DEFAULT));
        }
        return caller;
    }

    /// @param admin the first administrator
    private record TenantAnswer(String tenant, String admin) {}

    private record KnownTenant(String tenant) {}

    /// Days, each 1 to 36,500.
    private record KeepingAnswer(
            String tenant,
            int keepSourcesDays,
            int keepResultsDays,
            int keepHistoryDays,
            int keepAnalyticsDays,
            int keepAuditDays) {
        static KeepingAnswer of(TenantId tenant, KeepDays days) {
            return new KeepingAnswer(
                    tenant.value(),
                    days.of(Kept.SOURCES),
                    days.of(Kept.RESULTS),
                    days.of(Kept.HISTORY),
                    days.of(Kept.ANALYTICS),
                    days.of(Kept.AUDIT));
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record TenantsAnswer(List<KnownTenant> tenants, @Nullable String nextCursor) {}
}
