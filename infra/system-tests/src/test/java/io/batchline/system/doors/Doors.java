package io.batchline.system.doors;

import static org.awaitility.Awaitility.await;

import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.http.Operation;
import io.batchline.system.LocalServer;
import io.batchline.system.Rehearsals;
import io.batchline.testkit.TestIssuer;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A server, everybody who may knock with what they have, and one finished batch of the tenant
/// `default`.
final class Doors implements AutoCloseable {
    private static final Duration SOON = Duration.ofMinutes(1);

    private final CapturedLogs logs;
    private final TestIssuer issuer;
    private final LocalServer server;
    private final Requests requests;
    private final BatchId finished;
    private final Everybody everybody;

    private Doors(CapturedLogs logs, TestIssuer issuer, LocalServer server, Path folder)
            throws Exception {
        this.logs = logs;
        this.issuer = issuer;
        this.server = server;
        this.requests = new Requests(server.local().address());
        Rehearsals rehearsals = Rehearsals.of(server.api(), server.api(), folder);
        this.finished =
                rehearsals.start(Rehearsals.request(Priority.NORMAL, RehearsalOptions.empty(2)));
        await("the batch has ended").atMost(SOON).until(() -> rehearsals.hasEnded(finished));
        await("the server is ready")
                .atMost(SOON)
                .until(() -> requests.get("/health/ready", Asker.NOBODY).statusCode() == 200);
        this.everybody = new Everybody(server, issuer, requests, finished);
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
        return everybody.secrets();
    }

    String logs() {
        return logs.text();
    }

    HttpResponse<String> get(String path, Asker asker) throws IOException, InterruptedException {
        return requests.get(path, asker);
    }

    /// The row's request; who is logged out by it logs in again.
    HttpResponse<String> ask(Operation operation, Row row, Asker asker) throws Exception {
        HttpResponse<String> answer = request(operation, row, asker, "");
        if (operation.id().equals("logout") && answer.statusCode() == 204) {
            everybody.loginAgain(asker);
        }
        return answer;
    }

    /// The row's request with a new ticket and nothing else.
    HttpResponse<String> askWithTicket(Operation operation, Row row) throws Exception {
        return request(operation, row, Asker.NOBODY, "?ticket=" + everybody.ticket());
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
                        .replace("{tenant}", "default")
                        .replace("{upload_id}", "00000000-0000-4000-8000-000000000000")
                        .replace("{key_id}", "nosuchkey234")
                        .replace("{webhook_id}", "nosuchwebhook234")
                        .replace("{delivery_id}", "00000000-0000-4000-8000-000000000000")
                        .replace("{name}", "none.png")
                        .replace("{file}", "docs.js");
        String body = row.body();
        return requests.send(
                operation.method().name(),
                path + query,
                asker,
                body == null ? null : body.replace("{batch_id}", batch),
                row.type());
    }

    void everythingWithSecrets() throws Exception {
        everybody.everythingWithSecrets();
    }

    private BatchId fresh() throws Exception {
        String request = Rehearsals.request(Priority.NORMAL, RehearsalOptions.empty(1)).toString();
        return new BatchId(
                requests.post(Asker.ADMIN, "/api/batches", request).path("batch_id").asText());
    }

    @Override
    public void close() throws IOException {
        requests.close();
        server.close();
        issuer.close();
        logs.close();
    }
}
