package io.batchline.ingest.http;

import io.batchline.http.Accounts;
import io.batchline.http.Authenticator;
import io.batchline.http.Caller;
import io.batchline.http.Fields;
import io.batchline.http.LoginLimit;
import io.batchline.http.OwnOrigin;
import io.batchline.http.Problem;
import io.batchline.http.RequestBody;
import io.batchline.http.Routes;
import io.batchline.http.Sessions;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.sql.SQLException;

/// `POST /api/auth/login`, `POST /api/auth/logout`.
public final class LoginRoutes implements Routes {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_PASSWORD = 1024;
    private static final String TOKEN_TYPE = "bearer";

    private final Accounts accounts;
    private final Sessions sessions;
    private final Authenticator authenticator;
    private final LoginLimit limit;
    private final RequestBody body = new RequestBody();

    public LoginRoutes(
            Accounts accounts, Sessions sessions, Authenticator authenticator, LoginLimit limit) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.authenticator = authenticator;
        this.limit = limit;
    }

    @Override
    public void addTo(JavalinConfig config) {
        config.routes.post("/api/auth/login", this::login);
        config.routes.post("/api/auth/logout", this::logout);
    }

    private void login(Context ctx) throws SQLException {
        OwnOrigin.refuseForeign(ctx);
        Fields fields = body.formOrJson(ctx);
        String username = fields.text("username", LONGEST_NAME);
        String password = fields.text("password", LONGEST_PASSWORD);
        fields.done();
        limit.begin(username, ctx.ip());
        Caller caller =
                accounts.verify(username, password)
                        .orElseThrow(
                                () -> Problem.unauthenticated("user name or password is wrong"));
        limit.succeeded(username, ctx.ip());
        String token = sessions.open(caller);
        ctx.cookie(cookie(ctx, token, (int) Sessions.LIFETIME.toSeconds()));
        ctx.json(new Login(token, TOKEN_TYPE, Sessions.LIFETIME.toSeconds()));
    }

    private void logout(Context ctx) throws SQLException {
        authenticator.require(ctx);
        sessions.close(authenticator.token(ctx).orElseThrow());
        ctx.cookie(cookie(ctx, "", 0));
        ctx.status(204);
    }

    /// Only over TLS where the page came over TLS, also when a proxy before us ended it.
    private static Cookie cookie(Context ctx, String token, int seconds) {
        boolean tls =
                "https".equals(ctx.scheme())
                        || "https".equalsIgnoreCase(ctx.header("X-Forwarded-Proto"));
        return new Cookie(
                Authenticator.COOKIE, token, "/", seconds, tls, true, null, SameSite.STRICT);
    }

    private record Login(String accessToken, String tokenType, long expiresIn) {}
}
