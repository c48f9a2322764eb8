package io.batchline.system.doors;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.JOSEException;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.topic.Json;
import io.batchline.http.Operation;
import io.batchline.system.LocalServer;
import io.batchline.system.Rehearsals;
import io.batchline.testkit.TestIssuer;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A server, everybody who may knock with what they have, and one finished batch of the tenant
/// `default`.
final class Doors implements AutoCloseable {
    private static final String PASSWORD = "a long password of ";
    private static final Duration SOON = Duration.ofMinutes(1);

    private final JsonMapper json = Json.mapper();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final CapturedLogs logs;
    private final TestIssuer issuer;
    private final LocalServer server;
    private final Map<Asker, String> tokens = new EnumMap<>(Asker.class);
    private final Set<String> secrets = new LinkedHashSet<>();
    private final BatchId finished;
    private int made;

    private Doors(CapturedLogs logs, TestIssuer issuer, LocalServer server, Path folder)
            throws Exception {
        this.logs = logs;
        this.issuer = issuer;
        this.server = server;
        secrets.add(LocalServer.PASSWORD);
        Rehearsals rehearsals = Rehearsals.of(server.api(), server.api(), folder);
        this.finished =
                rehearsals.start(Rehearsals.request(Priority.NORMAL, RehearsalOptions.empty(2)));
        await("the batch has ended").atMost(SOON).until(() -> rehearsals.hasEnded(finished));
        await("the server is ready")
                .atMost(SOON)
                .until(() -> get("/health/ready", Asker.NOBODY).statusCode() == 200);
        people();
        programs();
        strangers();
    }

    static Doors open(Path folder) throws Exception {
        CapturedLogs logs = CapturedLogs.begin();
        TestIssuer issuer = TestIssuer.start();
        LocalServer server =
                LocalServer.start(
                        folder.resolve("data"),
                        Map.of(
                                "BATCHLINE_OIDC_ISSUER",
                                issuer.uri().toString(),
                                "BATCHLINE_OIDC_AUDIENCE",
                                TestIssuer.AUDIENCE,
                                "BATCHLINE_OIDC_TENANT_CLAIM",
                                "tenant"));
        return new Doors(logs, issuer, server, folder);
    }

    List<Operation> operations() {
        return server.local().operations();
    }

    Set<String> secrets() {
        return secrets;
    }

    String logs() {
        return logs.text();
    }

    HttpResponse<String> get(String path, Asker asker) throws IOException, InterruptedException {
        return send("GET", path, asker, null, "");
    }

    /// The row's request; who is logged out by it logs in again.
    HttpResponse<String> ask(Operation operation, Row row, Asker asker) throws Exception {
        HttpResponse<String> answer = request(operation, row, asker, "");
        if (operation.id().equals("logout") && answer.statusCode() == 204) {
            tokens.put(asker, login(nameOf(asker), PASSWORD + nameOf(asker)));
        }
        return answer;
    }

    /// The row's request with a new ticket and nothing else.
    HttpResponse<String> askWithTicket(Operation operation, Row row) throws Exception {
        return request(operation, row, Asker.NOBODY, "?ticket=" + ticket());
    }

    private HttpResponse<String> request(Operation operation, Row row, Asker asker, String query)
            throws Exception {
        String batch = (row.fresh() ? fresh() : finished).value();
        String path =
                operation
                        .path()
                        .replace("{batch_id}", batch)
                        .replace("{job_id}", JobId.of(finished, 0).value())
                        .replace("{username}", "admin")
                        .replace("{upload_id}", "00000000-0000-4000-8000-000000000000")
                        .replace("{key_id}", "nosuchkey234")
                        .replace("{name}", "none.png");
        String body = row.body();
        return send(
                operation.method().name(),
                path + query,
                asker,
                body == null ? null : body.replace("{batch_id}", batch),
                row.type());
    }

    private HttpResponse<String> send(
            String method, String path, Asker asker, @Nullable String body, String type)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.local().address().resolve(path))
                        .timeout(SOON)
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", type);
        }
        String token = tokens.get(asker);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /// Whoever logs in.
    private void people() throws Exception {
        tokens.put(Asker.ADMIN, login("admin", LocalServer.PASSWORD));
        user(Asker.ADMIN, Asker.VIEWER, "viewer");
        user(Asker.ADMIN, Asker.OPERATOR, "operator");
        post(
                Asker.ADMIN,
                "/api/tenants",
                "{\"tenant\": \"north\", \"username\": \"%s\", \"password\": \"%s\"}"
                        .formatted(nameOf(Asker.ADMIN_ELSEWHERE), password(Asker.ADMIN_ELSEWHERE)));
        tokens.put(
                Asker.ADMIN_ELSEWHERE,
                login(nameOf(Asker.ADMIN_ELSEWHERE), password(Asker.ADMIN_ELSEWHERE)));
        user(Asker.ADMIN_ELSEWHERE, Asker.OPERATOR_ELSEWHERE, "operator");
        // The matrix logs this admin out and in again, so it has a password like all others.
        post(
                Asker.ADMIN,
                "/api/auth/password",
                "{\"current_password\": \"%s\", \"new_password\": \"%s\"}"
                        .formatted(LocalServer.PASSWORD, password(Asker.ADMIN)));
        tokens.put(Asker.ADMIN, login("admin", password(Asker.ADMIN)));
    }

    private void programs() throws Exception {
        tokens.put(Asker.KEY_OF_OPERATOR, key(Asker.OPERATOR, "operator").path("key").asText());
        tokens.put(Asker.OPERATOR_OF_ISSUER, jwt(issuer.token(claims -> claims)));
    }

    /// Whoever shall not come in any more, or never should have.
    private void strangers() throws Exception {
        user(Asker.ADMIN, Asker.SESSION_BEFORE_ROLE_CHANGED, "viewer");
        send(
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
        tokens.put(Asker.EXPIRED_SESSION, expired);
        tokens.put(Asker.ENDED_SESSION, login(operator, PASSWORD + operator));
        post(Asker.ENDED_SESSION, "/api/auth/logout", null);
        JsonNode revoked = key(Asker.OPERATOR, "viewer");
        tokens.put(Asker.REVOKED_KEY, revoked.path("key").asText());
        send("DELETE", "/api/keys/" + revoked.path("id").asText(), Asker.OPERATOR, null, "");
        JsonNode old = key(Asker.OPERATOR, "viewer");
        sql(
                "update api_keys set created_at = now() - interval '2 days', expires_at = now() - interval '1 day' where key_id = '%s'",
                old.path("id").asText());
        tokens.put(Asker.EXPIRED_KEY, old.path("key").asText());
        tokens.put(Asker.TICKET_AS_BEARER, ticket());
        forged();
    }

    private void forged() throws JOSEException {
        Date past = Date.from(Instant.now().minusSeconds(600));
        tokens.put(Asker.EXPIRED_JWT, jwt(issuer.token(claims -> claims.expirationTime(past))));
        tokens.put(Asker.JWT_FOR_OTHERS, jwt(issuer.token(claims -> claims.audience("others"))));
        tokens.put(
                Asker.JWT_OF_OTHER_ISSUER,
                jwt(issuer.token(claims -> claims.issuer("https://other.example"))));
        tokens.put(Asker.JWT_WITHOUT_SIGNATURE, jwt(issuer.unsigned()));
        tokens.put(Asker.JWT_WITH_MAC_OF_PUBLIC_KEY, jwt(issuer.macOfPublicKey()));
        tokens.put(
                Asker.JWT_WITH_SWAPPED_KEY,
                jwt(
                        issuer.signed(
                                TestIssuer.newKey("foreign"),
                                issuer.key().getKeyID(),
                                claims -> claims)));
    }

    /// Whatever carries a secret, once more, the right and the wrong way.
    void everythingWithSecrets() throws Exception {
        String guess = secret("a wrong password that was typed");
        post(
                Asker.NOBODY,
                "/api/auth/login",
                "{\"username\": \"operator\", \"password\": \"%s\"}".formatted(guess));
        post(
                Asker.NOBODY,
                "/api/auth/login",
                "{\"username\": \"%s\", \"password\": \"x\"}"
                        .formatted(secret("password-typed-as-name")));
        post(
                Asker.NOBODY,
                "/api/auth/login",
                "{\"username\": 7, \"password\": {\"a\": \"%s\"}".formatted(guess));
        post(
                Asker.VIEWER,
                "/api/auth/password",
                "{\"current_password\": \"%s\", \"new_password\": \"%s\"}"
                        .formatted(guess, secret("another password of nobody")));
        JsonNode key = key(Asker.VIEWER, "viewer");
        send("DELETE", "/api/keys/" + key.path("id").asText(), Asker.VIEWER, null, "");
        String stream = "/api/batches/%s/stream?ticket=%s".formatted(finished, ticket());
        get(stream, Asker.NOBODY);
        get(stream, Asker.NOBODY);
        get(stream + "&last_event_id=1", Asker.NOBODY);
    }

    private BatchId fresh() throws Exception {
        String request = Rehearsals.request(Priority.NORMAL, RehearsalOptions.empty(1)).toString();
        return new BatchId(post(Asker.ADMIN, "/api/batches", request).path("batch_id").asText());
    }

    private void user(Asker by, Asker who, String role) throws Exception {
        post(
                by,
                "/api/users",
                "{\"username\": \"%s\", \"password\": \"%s\", \"role\": \"%s\"}"
                        .formatted(nameOf(who), password(who), role));
        tokens.put(who, login(nameOf(who), password(who)));
    }

    private JsonNode key(Asker owner, String role) throws Exception {
        JsonNode made =
                post(
                        owner,
                        "/api/keys",
                        "{\"name\": \"key %d\", \"role\": \"%s\", \"expires_in_days\": 1}"
                                .formatted(this.made++, role));
        secret(made.path("key").asText());
        return made;
    }

    private String ticket() throws Exception {
        JsonNode answer =
                post(
                        Asker.VIEWER,
                        "/api/auth/ticket",
                        "{\"batch_id\": \"%s\"}".formatted(finished));
        return secret(answer.path("ticket").asText());
    }

    private String login(String name, String password) throws Exception {
        JsonNode answer =
                post(
                        Asker.NOBODY,
                        "/api/auth/login",
                        "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(name, password));
        return secret(answer.path("access_token").asText());
    }

    private JsonNode post(Asker by, String path, @Nullable String body) throws Exception {
        return json.readTree(send("POST", path, by, body, "application/json").body());
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

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        server.close();
        issuer.close();
        logs.close();
    }
}
