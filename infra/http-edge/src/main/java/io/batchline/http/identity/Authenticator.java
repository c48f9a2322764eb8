package io.batchline.http.identity;

import io.batchline.http.Guard;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is asking: by `Authorization: Bearer …`, or by the session cookie of the page. Each request
/// is looked up once.
public final class Authenticator implements Guard {
    /// The cookie that the login sets.
    public static final String COOKIE = "batchline_session";

    private static final String SCHEME = "bearer ";
    private static final String CALLER = Caller.class.getName();

    private final Sessions sessions;

    public Authenticator(Sessions sessions) {
        this.sessions = sessions;
    }

    /// @throws Problem as `require` does; 403 when the caller's role does not allow it
    @Override
    public void admit(Context ctx, Permission needed) {
        Caller caller = require(ctx);
        if (!caller.role().may(needed)) {
            throw Problem.of(
                    ProblemType.FORBIDDEN,
                    "the role %s does not allow this".formatted(caller.role().wireId()));
        }
    }

    /// The caller, or a `Problem`: 401 without a valid token, 403 for a change that another site
    /// had the browser ask for.
    public Caller require(Context ctx) {
        Caller known = ctx.attribute(CALLER);
        if (known != null) {
            return known;
        }
        String token = token(ctx).orElseThrow(() -> Problem.unauthenticated("no token was sent"));
        if (bearer(ctx) == null) {
            OwnOrigin.requireForChange(ctx);
        }
        Caller found =
                find(token)
                        .orElseThrow(() ->
                                Problem.unauthenticated("the token is unknown or has expired")
                                        .withHeader(
                                                "WWW-Authenticate",
                                                "Bearer error=\"invalid_token\""));
        ctx.attribute(CALLER, found);
        return found;
    }

    /// The token that the request carries, valid or not.
    public Optional<String> token(Context ctx) {
        String bearer = bearer(ctx);
        return Optional.ofNullable(bearer != null ? bearer : ctx.cookie(COOKIE));
    }

    private Optional<Caller> find(String token) {
        try {
            return sessions.find(token);
        } catch (SQLException e) {
            throw new IllegalStateException("a token could not be looked up", e);
        }
    }

    private static @Nullable String bearer(Context ctx) {
        String header = ctx.header("Authorization");
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return null;
        }
        return header.substring(SCHEME.length()).strip();
    }
}
