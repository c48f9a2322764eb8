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
import io.batchline.http.identity.Authenticator;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.Credentials;
import io.batchline.http.identity.Users;
import io.batchline.http.identity.Users.User;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET /api/tenants`, `POST /api/tenants`: for `admin` of the tenant `default` only, whom every
/// installation has.
final class TenantRoutes implements Routes {
    private final Authenticator authenticator;
    private final Users users;
    private final RequestBody body = new RequestBody();

    TenantRoutes(Authenticator authenticator, Users users) {
        this.authenticator = authenticator;
        this.users = users;
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

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record TenantsAnswer(List<KnownTenant> tenants, @Nullable String nextCursor) {}
}
