package io.batchline.ingest.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import io.batchline.http.identity.ApiKeys;
import io.batchline.http.identity.ApiKeys.Made;
import io.batchline.http.identity.Authenticator;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.Caller.Credential;
import io.batchline.http.identity.Role;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// `POST /api/keys`, `GET /api/keys`, `DELETE /api/keys/{key_id}`: keys of one's own; an
/// administrator sees and ends those of the tenant.
final class KeyRoutes implements Routes {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_DAYS = 3650;
    private static final String NAME = "name";
    private static final String DAYS = "expires_in_days";
    private static final Shape NEW =
            Shape.object()
                    .required(NAME, Shape.text(LONGEST_NAME))
                    .required(UserRequest.ROLE, UserRequest.ROLE_SHAPE)
                    .optional(DAYS, Shape.integer(1, MOST_DAYS));

    private final Authenticator authenticator;
    private final ApiKeys keys;
    private final RequestBody body = new RequestBody();

    KeyRoutes(Authenticator authenticator, ApiKeys keys) {
        this.authenticator = authenticator;
        this.keys = keys;
    }

    @Override
    public void addTo(Api api) {
        api.add(
                Operation.post(
                                "/api/keys",
                                "createKey",
                                Permission.READ,
                                "A key for a program, with at most one's own role")
                        .takes(NEW)
                        .answers(201, NewKeyAnswer.class, "the key; it is shown only here")
                        .refuses(ProblemType.CONFLICT),
                this::create);
        api.add(
                Operation.get(
                                "/api/keys",
                                "listKeys",
                                Permission.READ,
                                "One's own keys; an administrator sees the tenant's")
                        .paged(Query.MOST)
                        .answers(200, KeysAnswer.class, "a page of keys"),
                this::list);
        api.add(
                Operation.delete(
                                "/api/keys/{key_id}",
                                "deleteKey",
                                Permission.READ,
                                "Ends a key of one's own, or as an administrator of the tenant")
                        .answers(204, "it lets nobody in any more"),
                this::remove);
    }

    private void create(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        if (caller.credential() != Credential.PASSWORD) {
            throw Problem.of(
                    ProblemType.FORBIDDEN,
                    "a key is made by who has logged in with a password: neither a key nor a token of the issuer makes one");
        }
        Fields fields = body.json(ctx);
        String name = fields.text(NAME, LONGEST_NAME);
        Role role = role(fields, caller);
        OptionalInt days = fields.optionalInteger(DAYS, 1, MOST_DAYS);
        fields.done();
        Duration lifetime = days.isPresent() ? Duration.ofDays(days.getAsInt()) : null;
        Made made =
                keys.make(caller, name, role, lifetime)
                        .orElseThrow(() ->
                                Problem.conflict(
                                        "you have %d keys: end one first".formatted(ApiKeys.MOST)));
        ctx.status(201)
                .header("Location", "/api/keys/" + made.key().id())
                .json(NewKeyAnswer.of(made));
    }

    private static Role role(Fields fields, Caller caller) {
        Optional<Role> role = UserRequest.role(fields);
        if (role.isEmpty() && !fields.isGiven(UserRequest.ROLE)) {
            fields.refuse(UserRequest.ROLE, "is missing");
        }
        if (role.isPresent() && role.get().compareTo(caller.role()) > 0) {
            fields.refuse(
                    UserRequest.ROLE,
                    "is more than you have: it takes at most " + caller.role().wireId());
        }
        return role.orElse(Role.VIEWER);
    }

    private void list(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        int limit = Query.limit(ctx);
        String after = Cursor.read(ctx, place -> place).orElse(null);
        Page<ApiKeys.Key> page =
                Page.of(
                        keys.page(caller.tenant(), owner(caller), after, limit + 1),
                        limit,
                        ApiKeys.Key::id);
        ctx.json(
                new KeysAnswer(
                        page.rows().stream().map(KeyAnswer::of).toList(), page.nextCursor()));
    }

    private void remove(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        String id = ctx.pathParam("key_id");
        if (!keys.revoke(caller.tenant(), owner(caller), id)) {
            throw Problem.notFound("there is no key '%s'".formatted(id));
        }
        ctx.status(204);
    }

    /// Whose keys the caller sees; null for everybody's of the tenant.
    private static @Nullable String owner(Caller caller) {
        return caller.role() == Role.ADMIN ? null : caller.username();
    }

    /// @param lastUsedAt right to the hour; null when it never was
    /// @param expiresAt null when it does not
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record KeyAnswer(
            String id,
            String prefix,
            String name,
            Role role,
            String username,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant expiresAt) {
        static KeyAnswer of(ApiKeys.Key key) {
            return new KeyAnswer(
                    key.id(),
                    key.prefix(),
                    key.name(),
                    key.role(),
                    key.username(),
                    key.createdAt(),
                    key.usedAt(),
                    key.expiresAt());
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record NewKeyAnswer(
            String id,
            String key,
            String prefix,
            String name,
            Role role,
            Instant createdAt,
            @Nullable Instant expiresAt) {
        static NewKeyAnswer of(Made made) {
            ApiKeys.Key key = made.key();
            return new NewKeyAnswer(
                    key.id(),
                    made.secret(),
                    key.prefix(),
                    key.name(),
                    key.role(),
                    key.createdAt(),
                    key.expiresAt());
        }

        /// Without the key.
        @Override
        public String toString() {
            return "NewKeyAnswer[id=%s]".formatted(id);
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record KeysAnswer(List<KeyAnswer> keys, @Nullable String nextCursor) {}
}
