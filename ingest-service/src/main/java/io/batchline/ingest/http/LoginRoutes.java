package io.batchline.ingest.http;

import io.batchline.http.Api;
import io.batchline.http.Fields;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.RequestBody;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.batchline.http.identity.Accounts;
import io.batchline.http.identity.Authenticator;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.LoginLimit;
import io.batchline.http.identity.OwnOrigin;
import io.batchline.http.identity.Sessions;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.sql.SQLException;

/// `POST /api/auth/login`, `POST /api/auth/logout`.
public final class LoginRoutes implements Routes {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_PASSWORD = 1024;
    private static final String TOKEN_TYPE = "bearer";
    private static final Shape CREDENTIALS =
            Shape.object()
                    .required("username", Shape.text(LONGEST_NAME))
                    .required("password", Shape.text(LONGEST_PASSWORD));

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
    public void addTo(Api api) {
        api.add(
                Operation.post(
                                "/api/auth/login",
                                "login",
                                Permission.NONE,
                                "A token for a name and a password, and the cookie of the page")
                        .takes(Operation.Content.shaped(RequestBody.FORM, CREDENTIALS))
                        .takes(CREDENTIALS)
                        .answers(200, Login.class, "the token; it is shown only here")
                        .refuses(
                                ProblemType.UNAUTHENTICATED,
                                ProblemType.FOREIGN_ORIGIN,
                                ProblemType.TOO_MANY_REQUESTS),
                this::login);
        api.add(
                Operation.post(
                                "/api/auth/logout",
                                "logout",
                                Permission.READ,
                                "Ends the token or the cookie that it comes with")
                        .answers(204, "it has ended"),
                this::logout);
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
