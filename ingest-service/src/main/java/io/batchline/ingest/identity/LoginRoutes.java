package io.batchline.ingest.identity;

import io.batchline.http.Api;
import io.batchline.http.Fields;
import io.batchline.http.Operation;
import io.batchline.http.Permission;
import io.batchline.http.Problem;
import io.batchline.http.ProblemType;
import io.batchline.http.RequestBody;
import io.batchline.http.Routes;
import io.batchline.http.Shape;
import io.batchline.http.Transport;
import io.batchline.http.audit.AuditTrail;
import io.batchline.http.identity.Accounts;
import io.batchline.http.identity.Authenticator;
import io.batchline.http.identity.Caller;
import io.batchline.http.identity.Caller.Credential;
import io.batchline.http.identity.Credentials;
import io.batchline.http.identity.LoginLimit;
import io.batchline.http.identity.OwnOrigin;
import io.batchline.http.identity.Role;
import io.batchline.http.identity.Sessions;
import io.batchline.http.identity.Users;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.sql.SQLException;

/// `POST /api/auth/login`, `/logout`, `/password`, and `GET /api/auth/me`.
final class LoginRoutes implements Routes {
    private static final String TOKEN_TYPE = "bearer";
    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";
    private static final String CURRENT = "current_password";
    private static final String NEW = "new_password";
    private static final Shape ANY_PASSWORD = Shape.text(Credentials.LONGEST_PASSWORD);
    private static final Shape CREDENTIALS =
            Shape.object()
                    .required(USERNAME, Shape.text(Credentials.LONGEST_NAME))
                    .required(PASSWORD, ANY_PASSWORD);
    private static final Shape CHANGE =
            Shape.object()
                    .required(CURRENT, ANY_PASSWORD)
                    .required(NEW, UserRequest.PASSWORD_SHAPE);

    private final Accounts accounts;
    private final Users users;
    private final Sessions sessions;
    private final Authenticator authenticator;
    private final LoginLimit limit;
    private final RequestBody body = new RequestBody();

    LoginRoutes(
            Accounts accounts,
            Users users,
            Sessions sessions,
            Authenticator authenticator,
            LoginLimit limit) {
        this.accounts = accounts;
        this.users = users;
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
        api.add(
                Operation.get(
                                "/api/auth/me",
                                "whoAmI",
                                Permission.READ,
                                "Who the caller is taken for")
                        .answers(200, Me.class, "its name, tenant, role and credential"),
                this::whoAmI);
        api.add(
                Operation.post(
                                "/api/auth/password",
                                "changePassword",
                                Permission.READ,
                                "Changes one's own password and ends all one's sessions")
                        .takes(CHANGE)
                        .answers(204, "it is changed: log in again")
                        .refuses(ProblemType.TOO_MANY_REQUESTS),
                this::changePassword);
    }

    private void login(Context ctx) throws SQLException {
        OwnOrigin.refuseForeign(ctx);
        Fields fields = body.formOrJson(ctx);
        String username = fields.text(USERNAME, Credentials.LONGEST_NAME);
        String password = fields.text(PASSWORD, Credentials.LONGEST_PASSWORD);
        fields.done();
        limit.begin(username, ctx.ip());
        accounts.named(username).ifPresent(account -> AuditTrail.concerns(ctx, account));
        Caller caller =
                accounts.verify(username, password)
                        .orElseThrow(
                                () -> Problem.unauthenticated("user name or password is wrong"));
        limit.succeeded(username, ctx.ip());
        String token = sessions.open(caller);
        ctx.cookie(cookie(ctx, token, (int) Sessions.LIFETIME.toSeconds()));
        ctx.json(new Login(token, TOKEN_TYPE, Sessions.LIFETIME.toSeconds()));
    }

    private void whoAmI(Context ctx) {
        Caller caller = authenticator.require(ctx);
        ctx.header("Cache-Control", "private, no-store")
                .json(
                        new Me(
                                caller.username(),
                                caller.tenant().value(),
                                caller.role(),
                                caller.credential().wireId()));
    }

    private void logout(Context ctx) throws SQLException {
        if (authenticator.require(ctx).credential() != Credential.PASSWORD) {
            throw Problem.of(
                    ProblemType.FORBIDDEN,
                    "only what a login gave can be ended here: a key is deleted, and a token of the issuer ends by itself");
        }
        sessions.close(authenticator.token(ctx).orElseThrow());
        ctx.cookie(cookie(ctx, "", 0));
        ctx.status(204);
    }

    /// The current password is asked for again, and guesses at it count as those at a login do.
    private void changePassword(Context ctx) throws SQLException {
        Caller caller = authenticator.require(ctx);
        if (caller.credential() != Credential.PASSWORD) {
            throw Problem.of(
                    ProblemType.FORBIDDEN, "a password is changed by who has logged in with it");
        }
        Fields fields = body.json(ctx);
        String current = fields.text(CURRENT, Credentials.LONGEST_PASSWORD);
        String wanted = UserRequest.password(fields, NEW, caller.username());
        fields.done();
        limit.begin(caller.username(), ctx.ip());
        if (accounts.verify(caller.username(), current).isEmpty()) {
            throw Problem.invalid(CURRENT, "is not the password");
        }
        limit.succeeded(caller.username(), ctx.ip());
        users.change(caller.tenant(), caller.username(), wanted, null);
        ctx.cookie(cookie(ctx, "", 0));
        ctx.status(204);
    }

    private static Cookie cookie(Context ctx, String token, int seconds) {
        Transport transport = Transport.of(ctx);
        boolean secure = transport.isTls() || !transport.isLoopback();
        return new Cookie(
                Authenticator.COOKIE, token, "/", seconds, secure, true, null, SameSite.STRICT);
    }

    /// @param credential what the caller showed: `password`, `key` or `issuer`
    private record Me(String username, String tenant, Role role, String credential) {}

    private record Login(String accessToken, String tokenType, long expiresIn) {
        /// Without the token.
        @Override
        public String toString() {
            return "Login[expiresIn=%d]".formatted(expiresIn);
        }
    }
}
