package io.batchline.ingest.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.batchline.contract.id.TenantId;
import io.batchline.http.Api;
import io.batchline.http.Cursor;
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
import io.batchline.http.identity.Role;
import io.batchline.http.identity.Users;
import io.batchline.http.identity.Users.User;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `GET /api/users`, `POST /api/users`, `PATCH` and `DELETE /api/users/{username}`: the accounts of
/// the administrator's own tenant.
final class UserRoutes implements Routes {
    private static final String ONE = "/api/users/{username}";

    private final Authenticator authenticator;
    private final Users users;
    private final RequestBody body = new RequestBody();

    UserRoutes(Authenticator authenticator, Users users) {
        this.authenticator = authenticator;
        this.users = users;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.get(
                                "/api/users",
                                "listUsers",
                                Permission.ADMINISTER,
                                "The tenant's users by name")
                        .paged(Query.MOST)
                        .answers(200, UsersAnswer.class, "a page of users"),
                this::list);
        api.add(
                Operation.post(
                                "/api/users",
                                "createUser",
                                Permission.ADMINISTER,
                                "A new user of the tenant")
                        .takes(UserRequest.NEW)
                        .answers(201, UserAnswer.class, "the user")
                        .refuses(ProblemType.CONFLICT),
                this::create);
        api.add(
                Operation.patch(
                                ONE,
                                "changeUser",
                                Permission.ADMINISTER,
                                "Changes a user's role or password and ends their sessions")
                        .takes(UserRequest.CHANGE)
                        .answers(200, UserAnswer.class, "the user as they are now")
                        .refuses(ProblemType.CONFLICT),
                this::change);
        api.add(
                Operation.delete(
                                ONE,
                                "deleteUser",
                                Permission.ADMINISTER,
                                "Removes a user with their keys and sessions")
                        .answers(204, "the user is gone")
                        .refuses(ProblemType.CONFLICT),
                this::remove);
    }

    private void list(Context ctx) throws SQLException {
        int limit = Query.limit(ctx);
        String after = Cursor.read(ctx, place -> place).orElse(null);
        TenantId tenant = authenticator.require(ctx).tenant();
        Page<User> page = Page.of(users.page(tenant, after, limit + 1), limit, User::username);
        ctx.json(
                new UsersAnswer(
                        page.rows().stream().map(UserAnswer::of).toList(), page.nextCursor()));
    }

    private void create(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        UserRequest request = UserRequest.created(body.json(ctx), caller.tenant());
        User user =
                users.create(
                                caller.tenant(),
                                request.username(),
                                Objects.requireNonNull(request.password()),
                                Objects.requireNonNull(request.role()))
                        .orElseThrow(() ->
                                Problem.conflict(
                                        "the name '%s' is taken".formatted(request.username())));
        ctx.status(201)
                .header("Location", "/api/users/" + user.username())
                .json(UserAnswer.of(user));
    }

    private void change(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        User user = require(caller, ctx);
        UserRequest request = UserRequest.changed(body.json(ctx), user.username());
        refuse(
                ctx,
                users.change(caller.tenant(), user.username(), request.password(), request.role()));
        ctx.json(UserAnswer.of(require(caller, ctx)));
    }

    private void remove(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        User user = require(caller, ctx);
        refuse(ctx, users.remove(caller.tenant(), user.username()));
        ctx.status(204);
    }

    private User require(Caller caller, Context ctx) throws SQLException {
        return users.find(caller.tenant(), ctx.pathParam(UserRequest.USERNAME))
                .orElseThrow(() -> unknown(ctx));
    }

    private static void refuse(Context ctx, Users.Change change) {
        switch (change) {
            case DONE -> {
                // As it was asked for.
            }
            case UNKNOWN -> throw unknown(ctx);
            case LAST_ADMIN ->
                    throw Problem.conflict("the tenant would have no administrator any more");
            case FOUNDER ->
                    throw Problem.conflict(
                            "admin is the administrator that every installation has");
        }
    }

    private static Problem unknown(Context ctx) {
        return Problem.notFound(
                "there is no user '%s'".formatted(ctx.pathParam(UserRequest.USERNAME)));
    }

    private record UserAnswer(String username, Role role, Instant createdAt) {
        static UserAnswer of(User user) {
            return new UserAnswer(user.username(), user.role(), user.createdAt());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record UsersAnswer(List<UserAnswer> users, @Nullable String nextCursor) {}
}
