package io.batchline.system.doors;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import io.batchline.contract.id.BatchId;
import io.batchline.system.LocalServer;
import io.batchline.testkit.TestIssuer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.Set;

/// Gives every asker what it knocks with, and knows each secret that there was.
final class Everybody {
    private static final String PASSWORD = "a long password of ";

    private final LocalServer server;
    private final TestIssuer issuer;
    private final Requests requests;
    private final BatchId finished;
    private final Set<String> secrets = new LinkedHashSet<>();
    private int made;

    /// @param finished the batch that tickets are for
    Everybody(LocalServer server, TestIssuer issuer, Requests requests, BatchId finished)
            throws Exception {
        this.server = server;
        this.issuer = issuer;
        this.requests = requests;
        this.finished = finished;
        secrets.add(LocalServer.PASSWORD);
        people();
        programs();
        strangers();
    }

    Set<String> secrets() {
        return secrets;
    }

    /// Whoever was logged out comes in again.
    void loginAgain(Asker asker) throws Exception {
        requests.token(asker, login(nameOf(asker), PASSWORD + nameOf(asker)));
    }

    /// Whatever carries a secret, once more, the right and the wrong way.
    void everythingWithSecrets() throws Exception {
        String guess = secret("a wrong password that was typed");
        requests.post(
                Asker.NOBODY,
                "/api/auth/login",
                "{\"username\": \"operator\", \"password\": \"%s\"}".formatted(guess));
        requests.post(
                Asker.NOBODY,
                "/api/auth/login",
                "{\"username\": \"%s\", \"password\": \"x\"}"
                        .formatted(secret("password-typed-as-name")));
        requests.post(
                Asker.NOBODY,
                "/api/auth/login",
                "{\"username\": 7, \"password\": {\"a\": \"%s\"}".formatted(guess));
        requests.post(
                Asker.VIEWER,
                "/api/auth/password",
                "{\"current_password\": \"%s\", \"new_password\": \"%s\"}"
                        .formatted(guess, secret("another password of nobody")));
        JsonNode key = key(Asker.VIEWER, "viewer");
        requests.send("DELETE", "/api/keys/" + key.path("id").asText(), Asker.VIEWER, null, "");
        JsonNode hook =
                requests.post(Asker.ADMIN, "/api/webhooks", "{\"url\": \"https://1.1.1.1/\"}");
        secret(hook.path("secret").asText());
        String endpoint = "/api/webhooks/" + hook.path("webhook_id").asText();
        secret(requests.post(Asker.ADMIN, endpoint + "/secret", null).path("secret").asText());
        secret(requests.post(Asker.ADMIN, "/api/webhooks/secret", null).path("secret").asText());
        requests.send("DELETE", endpoint, Asker.ADMIN, null, "");
        String stream = "/api/batches/%s/stream?ticket=%s".formatted(finished, ticket());
        requests.get(stream, Asker.NOBODY);
        requests.get(stream, Asker.NOBODY);
        requests.get(stream + "&last_event_id=1", Asker.NOBODY);
    }

    /// Whoever logs in.
    private void people() throws Exception {
        requests.token(Asker.ADMIN, login("admin", LocalServer.PASSWORD));
        user(Asker.ADMIN, Asker.VIEWER, "viewer");
        user(Asker.ADMIN, Asker.OPERATOR, "operator");
        requests.post(
                Asker.ADMIN,
                "/api/tenants",
                "{\"tenant\": \"north\", \"username\": \"%s\", \"password\": \"%s\"}"
                        .formatted(nameOf(Asker.ADMIN_ELSEWHERE), password(Asker.ADMIN_ELSEWHERE)));
        requests.token(
                Asker.ADMIN_ELSEWHERE,
                login(nameOf(Asker.ADMIN_ELSEWHERE), password(Asker.ADMIN_ELSEWHERE)));
        user(Asker.ADMIN_ELSEWHERE, Asker.OPERATOR_ELSEWHERE, "operator");
        // The matrix logs this admin out and in again, so it has a password like all others.
        requests.post(
                Asker.ADMIN,
                "/api/auth/password",
                "{\"current_password\": \"%s\", \"new_password\": \"%s\"}"
                        .formatted(LocalServer.PASSWORD, password(Asker.ADMIN)));
        requests.token(Asker.ADMIN, login("admin", password(Asker.ADMIN)));
    }

    private void programs() throws Exception {
        requests.token(Asker.KEY_OF_OPERATOR, key(Asker.OPERATOR, "operator").path("key").asText());
        requests.token(Asker.OPERATOR_OF_ISSUER, jwt(issuer.token(claims -> claims)));
    }

    /// Whoever shall not come in any more, or never should have.
    private void strangers() throws Exception {
        user(Asker.ADMIN, Asker.SESSION_BEFORE_ROLE_CHANGED, "viewer");
        requests.send(
                "PATCH",
                "/api/users/" + nameOf(Asker.SESSION_BEFORE_ROLE_CHANGED),
                Asker.ADMIN,
                "{\"role\": \"operator\"}",
                "application/json");
        String operator = nameOf(Asker.OPERATOR);
        String expired = login(operator, PASSWORD + operator);
        sql(
                "update sessions set created_at = now() - interval '2 days', expires_at = now() - interval '1 day' where token_hash = sha256('%s'::bytea)",
                expired);
        requests.token(Asker.EXPIRED_SESSION, expired);
        requests.token(Asker.ENDED_SESSION, login(operator, PASSWORD + operator));
        requests.post(Asker.ENDED_SESSION, "/api/auth/logout", null);
        JsonNode revoked = key(Asker.OPERATOR, "viewer");
        requests.token(Asker.REVOKED_KEY, revoked.path("key").asText());
        requests.send(
                "DELETE", "/api/keys/" + revoked.path("id").asText(), Asker.OPERATOR, null, "");
        JsonNode old = key(Asker.OPERATOR, "viewer");
        sql(
                "update api_keys set created_at = now() - interval '2 days', expires_at = now() - interval '1 day' where key_id = '%s'",
                old.path("id").asText());
        requests.token(Asker.EXPIRED_KEY, old.path("key").asText());
        requests.token(Asker.TICKET_AS_BEARER, ticket());
        forged();
    }

    private void forged() throws JOSEException {
        Date past = Date.from(Instant.now().minusSeconds(600));
        requests.token(Asker.EXPIRED_JWT, jwt(issuer.token(claims -> claims.expirationTime(past))));
        requests.token(
                Asker.JWT_FOR_OTHERS, jwt(issuer.token(claims -> claims.audience("others"))));
        requests.token(
                Asker.JWT_OF_OTHER_ISSUER,
                jwt(issuer.token(claims -> claims.issuer("https://other.example"))));
        requests.token(Asker.JWT_WITHOUT_SIGNATURE, jwt(issuer.unsigned()));
        requests.token(Asker.JWT_WITH_MAC_OF_PUBLIC_KEY, jwt(issuer.macOfPublicKey()));
        requests.token(
                Asker.JWT_WITH_SWAPPED_KEY,
                jwt(
                        issuer.signed(
                                TestIssuer.newKey("foreign"),
                                issuer.key().getKeyID(),
                                claims -> claims)));
    }

    private void user(Asker by, Asker who, String role) throws Exception {
        requests.post(
                by,
                "/api/users",
                "{\"username\": \"%s\", \"password\": \"%s\", \"role\": \"%s\"}"
                        .formatted(nameOf(who), password(who), role));
        requests.token(who, login(nameOf(who), password(who)));
    }

    private JsonNode key(Asker owner, String role) throws Exception {
        JsonNode made =
                requests.post(
                        owner,
                        "/api/keys",
                        "{\"name\": \"key %d\", \"role\": \"%s\", \"expires_in_days\": 1}"
                                .formatted(this.made++, role));
        secret(made.path("key").asText());
        return made;
    }

    String ticket() throws Exception {
        JsonNode answer =
                requests.post(
                        Asker.VIEWER,
                        "/api/auth/ticket",
                        "{\"batch_id\": \"%s\"}".formatted(finished));
        return secret(answer.path("ticket").asText());
    }

    private String login(String name, String password) throws Exception {
        JsonNode answer =
                requests.post(
                        Asker.NOBODY,
                        "/api/auth/login",
                        "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(name, password));
        return secret(answer.path("access_token").asText());
    }

    private static String nameOf(Asker asker) {
        return switch (asker) {
            case ADMIN -> "admin";
            case OPERATOR_ELSEWHERE -> "operator@north";
            case ADMIN_ELSEWHERE -> "admin@north";
            default -> asker.name().toLowerCase(java.util.Locale.ROOT);
        };
    }

    private String password(Asker asker) {
        return secret(PASSWORD + nameOf(asker));
    }

    private String jwt(String token) {
        return secret(token);
    }

    private String secret(String text) {
        if (text.isBlank()) {
            throw new IllegalStateException("no secret came back");
        }
        secrets.add(text);
        return text;
    }

    private void sql(String statement, String text) throws SQLException {
        var database = server.local().database();
        try (var connection =
                        DriverManager.getConnection(
                                database.url(), database.user(), database.password());
                var change = connection.createStatement()) {
            if (change.executeUpdate(statement.formatted(text)) != 1) {
                throw new IllegalStateException("no row was met by: " + statement);
            }
        }
    }
}
