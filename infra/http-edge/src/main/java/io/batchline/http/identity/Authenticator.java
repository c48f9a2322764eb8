package io.batchline.http.identity;

import io.batchline.http.Guard;
import io.batchline.http.Operation;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Who is asking: by `Authorization: Bearer …` (what a login gave, a key, a token of the issuer),
/// by the session cookie of the page, or by a ticket where the operation takes one. Each request is
/// looked up once.
public final class Authenticator implements Guard {
    /// The cookie that the login sets.
    public static final String COOKIE = "batchline_session";

    private static final String SCHEME = "bearer ";
    private static final String CALLER = Caller.class.getName();
    private static final String TICKETS_BATCH = "batch_id";

    private final Sessions sessions;
    private final ApiKeys keys;
    private final Tickets tickets;
    private final Optional<Tokens> issuer;

    /// @param issuer checks the tokens of the OpenID Connect issuer, where there is one
    public Authenticator(DataSource database, Clock clock, Optional<Tokens> issuer) {
        this.sessions = new Sessions(database, clock);
        this.keys = new ApiKeys(database, clock);
        this.tickets = new Tickets(database, clock);
        this.issuer = issuer;
    }

    /// @throws Problem as `require` does; 403 when the caller's role does not allow it
    @Override
    public void admit(Context ctx, Operation operation) {
        Caller caller = caller(ctx, operation);
        if (!caller.role().may(operation.needed())) {
            throw Problem.of(
                    ProblemType.FORBIDDEN,
                    "the role %s does not allow this".formatted(caller.role().wireId()));
        }
    }

    private Caller caller(Context ctx, Operation operation) {
        String ticket = operation.isOpenToTickets() ? ctx.queryParam(Operation.TICKET) : null;
        return ticket == null || bearer(ctx) != null ? require(ctx) : redeem(ctx, ticket);
    }

    /// The caller, or a `Problem`: 401 without a valid token, 403 for what another site had the
    /// browser ask for by cookie.
    public Caller require(Context ctx) {
        Optional<Caller> known = known(ctx);
        if (known.isPresent()) {
            return known.get();
        }
        String token = token(ctx).orElseThrow(() -> Problem.unauthenticated("no token was sent"));
        if (bearer(ctx) == null) {
            OwnOrigin.requireForCookie(ctx);
        }
        return remember(ctx, find(token, bearer(ctx) != null));
    }

    /// What let the request in, to be asked about again while it is being answered.
    ///
    /// @throws Problem as `require` does
    public Admission admission(Context ctx) {
        Caller caller = require(ctx);
        return switch (caller.credential()) {
            case TICKET, USED_TICKET ->
                    new Admission(
                            caller,
                            String.valueOf(ctx.queryParam(Operation.TICKET)),
                            ctx.pathParam(TICKETS_BATCH),
                            false);
            case PASSWORD, KEY, ISSUER ->
                    new Admission(caller, token(ctx).orElseThrow(), null, bearer(ctx) != null);
        };
    }

    /// Whether it still lets in: neither ended nor revoked nor expired, its account not removed,
    /// and nothing of what it allows taken away.
    public boolean holds(Admission admission) throws SQLException {
        String batch = admission.batch();
        Optional<Caller> now =
                batch == null
                        ? lookUp(admission.secret(), admission.isBearer())
                        : tickets.redeem(admission.secret(), batch, true);
        Caller then = admission.caller();
        return now.filter(caller ->
                        caller.tenant().equals(then.tenant()) && caller.role() == then.role())
                .isPresent();
    }

    /// What a request was let in by. Equal ones hold or do not hold together.
    ///
    /// @param batch of a ticket; null for anything else
    public record Admission(
            Caller caller, String secret, @Nullable String batch, boolean isBearer) {
        /// Without the secret.
        @Override
        public String toString() {
            return "Admission[caller=%s]".formatted(caller);
        }
    }

    /// The caller of a request that was let in already.
    public static Optional<Caller> known(Context ctx) {
        return Optional.ofNullable(ctx.attribute(CALLER));
    }

    /// The token that the request carries, valid or not.
    public Optional<String> token(Context ctx) {
        String bearer = bearer(ctx);
        return Optional.ofNullable(bearer != null ? bearer : ctx.cookie(COOKIE));
    }

    private Caller redeem(Context ctx, String ticket) {
        boolean comesBack =
                ctx.header("Last-Event-ID") != null || ctx.queryParam("last_event_id") != null;
        try {
            return remember(ctx, tickets.redeem(ticket, ctx.pathParam(TICKETS_BATCH), comesBack));
        } catch (SQLException e) {
            throw new IllegalStateException("a ticket could not be looked up", e);
        }
    }

    /// What the cookie holds is what a login gave and nothing else.
    private Optional<Caller> find(String token, boolean isBearer) {
        try {
            return lookUp(token, isBearer);
        } catch (SQLException e) {
            throw new IllegalStateException("a token could not be looked up", e);
        }
    }

    private Optional<Caller> lookUp(String token, boolean isBearer) throws SQLException {
        return isBearer ? kindOf(token).find(token) : sessions.find(token);
    }

    private Tokens kindOf(String token) {
        if (ApiKeys.looksLikeOne(token)) {
            return keys;
        }
        // Ours have no dots, and a JWT always has.
        return token.indexOf('.') < 0 ? sessions : issuer.orElse(sessions);
    }

    private static Caller remember(Context ctx, Optional<Caller> found) {
        Caller caller =
                found.orElseThrow(() ->
                        Problem.unauthenticated("the token is unknown or has expired")
                                .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\""));
        ctx.attribute(CALLER, caller);
        return caller;
    }

    private static @Nullable String bearer(Context ctx) {
        String header = ctx.header("Authorization");
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return null;
        }
        return header.substring(SCHEME.length()).strip();
    }
}
