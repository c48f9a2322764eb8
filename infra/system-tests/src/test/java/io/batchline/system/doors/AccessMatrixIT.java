package io.batchline.system.doors;

import static io.batchline.http.Permission.ADMINISTER;
import static io.batchline.http.Permission.NONE;
import static io.batchline.http.Permission.OPERATE;
import static io.batchline.http.Permission.READ;
import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.http.Operation;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Every operation by everybody who may knock. An operation without a row fails.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessMatrixIT {
    /// The requests are such that nothing comes of those that are let in, where that can be: what
    /// shows is who is let in, and that another tenant's batch is not there.
    private static final List<Row> TABLE =
            List.of(
                    Row.of("isLive", NONE, 200),
                    Row.of("isReady", NONE, 200),
                    Row.of("metrics", NONE, 200),
                    Row.of("getApiDocument", NONE, 200),
                    Row.of("getApiPage", NONE, 200),
                    Row.of("getApiPageFile", NONE, 200),
                    Row.of("login", NONE, 422).sending("{}"),
                    Row.of("logout", READ, 204).onlyByPassword(),
                    Row.of("changePassword", READ, 422).sending("{}").onlyByPassword(),
                    Row.of("createTicket", READ, 200, 404)
                            .sending("{\"batch_id\": \"{batch_id}\"}"),
                    Row.of("listKeys", READ, 200),
                    Row.of("createKey", READ, 422).sending("{}").onlyByPassword(),
                    Row.of("deleteKey", READ, 404),
                    Row.of("listUsers", ADMINISTER, 200),
                    Row.of("createUser", ADMINISTER, 422).sending("{}"),
                    Row.of("changeUser", ADMINISTER, 422, 404).sending("{}"),
                    Row.of("deleteUser", ADMINISTER, 409, 404),
                    Row.of("listTenants", ADMINISTER, 200, 403),
                    Row.of("createTenant", ADMINISTER, 422, 403).sending("{}"),
                    Row.of("changeTenant", ADMINISTER, 200, 404).sending("{}"),
                    Row.of("listAudit", ADMINISTER, 200),
                    Row.of("listWebhooks", OPERATE, 200),
                    Row.of("createWebhook", ADMINISTER, 422).sending("{}"),
                    Row.of("getWebhook", OPERATE, 404),
                    Row.of("changeWebhook", ADMINISTER, 404).sending("{}"),
                    Row.of("deleteWebhook", ADMINISTER, 404),
                    Row.of("rotateWebhookSecret", ADMINISTER, 404),
                    Row.of("rotateWebhookUrlSecret", ADMINISTER, 200),
                    Row.of("testWebhook", OPERATE, 404),
                    Row.of("listDeliveries", OPERATE, 200),
                    Row.of("getDelivery", OPERATE, 404),
                    Row.of("replayDelivery", OPERATE, 404),
                    Row.of("createBatch", OPERATE, 422).sending("{}"),
                    Row.of("putSource", OPERATE, 415, 404).sending("x").as("text/plain"),
                    Row.of("describeUploads", NONE, 204),
                    Row.of("describeUpload", NONE, 204),
                    Row.of("createUpload", OPERATE, 412),
                    Row.of("getUpload", OPERATE, 404),
                    Row.of("patchUpload", OPERATE, 412),
                    Row.of("deleteUpload", OPERATE, 412),
                    Row.of("overrideUpload", OPERATE, 412),
                    Row.of("addItems", OPERATE, 422, 404).sending("{}"),
                    Row.of("deleteBatch", OPERATE, 409, 404).onFreshBatch(),
                    Row.of("deleteFinishedBatches", OPERATE, 200),
                    Row.of("startBatch", OPERATE, 202, 404),
                    Row.of("cancelBatch", OPERATE, 202, 404),
                    Row.of("pauseBatch", OPERATE, 409, 404),
                    Row.of("resumeBatch", OPERATE, 409, 404),
                    Row.of("retryBatch", OPERATE, 409, 404),
                    Row.of("changeBatch", OPERATE, 422, 404).sending("{}"),
                    Row.of("decide", OPERATE, 422, 404).sending("{}"),
                    Row.of("decideMany", OPERATE, 422, 404).sending("{}"),
                    Row.of("whoAmI", READ, 200),
                    Row.of("listBatches", READ, 200),
                    Row.of("listWorkloads", READ, 200),
                    Row.of("getSettings", READ, 200),
                    Row.of("getStatus", READ, 200, 404),
                    Row.of("getSummary", READ, 200, 404),
                    Row.of("getProgress", READ, 200, 404),
                    Row.of("listEvents", READ, 200, 404),
                    Row.of("listItems", READ, 200, 404),
                    Row.of("listResults", READ, 200, 404),
                    Row.of("listReview", READ, 200, 404),
                    Row.of("auditBatch", READ, 200, 404),
                    Row.of("listLog", READ, 200, 404),
                    Row.of("downloadResults", READ, 200, 404),
                    Row.of("downloadErrors", READ, 200, 404),
                    Row.of("downloadEvaluation", READ, 404),
                    Row.of("getItem", READ, 200, 404),
                    Row.of("getOverlay", READ, 200, 404),
                    Row.of("getCrop", READ, 404),
                    Row.of("streamProgress", READ, 200, 404),
                    Row.of("streamEvents", READ, 200),
                    Row.of("getQueueStatus", READ, 200),
                    Row.of("getAnalytics", READ, 200),
                    Row.of("downloadAnalytics", READ, 200),
                    Row.of("getStreamHealth", READ, 200),
                    Row.of("reportStreamHealth", READ, 422).sending("{}"),
                    Row.of("olderStart", OPERATE, 422).sending("{}"),
                    Row.of("olderCancel", OPERATE, 202, 404),
                    Row.of("olderCleanup", OPERATE, 200),
                    Row.of("olderHealth", NONE, 200),
                    Row.of("olderQueue", READ, 200),
                    Row.of("olderJobs", READ, 200),
                    Row.of("olderBatches", READ, 200),
                    Row.of("olderBatch", READ, 200, 404),
                    Row.of("olderProgress", READ, 200, 404),
                    Row.of("olderResults", READ, 200, 404),
                    Row.of("olderAllRunning", READ, 200),
                    Row.of("olderCurrentItem", READ, 404),
                    Row.of("olderOne", READ, 200, 404),
                    Row.of("olderStream", READ, 200, 404));

    private Doors doors;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        doors = Doors.open(folder);
    }

    @AfterAll
    void stop() throws Exception {
        doors.close();
    }

    @Test
    void every_operation_has_a_row_that_needs_what_it_needs() {
        assertThat(byOperation().keySet())
                .as("rows; a new operation needs one")
                .containsExactlyInAnyOrderElementsOf(
                        doors.operations().stream().map(Operation::id).toList());
        for (Operation operation : doors.operations()) {
            assertThat(operation.needed()).as(operation.id()).isEqualTo(row(operation).needed());
        }
    }

    @Test
    void every_operation_answers_everybody_as_its_row_says() throws Exception {
        var wrong = new ArrayList<String>();
        for (Operation operation : doors.operations()) {
            Row row = row(operation);
            for (Asker asker : Asker.values()) {
                HttpResponse<String> answer = doors.ask(operation, row, asker);
                if (answer.statusCode() != row.expected(asker)) {
                    wrong.add(
                            "%s by %s: %d instead of %d %s"
                                    .formatted(
                                            operation.id(),
                                            asker,
                                            answer.statusCode(),
                                            row.expected(asker),
                                            answer.body()));
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void a_ticket_opens_the_stream_of_its_batch_and_no_other_door() throws Exception {
        for (Operation operation : doors.operations()) {
            if (operation.needed() == NONE) {
                continue;
            }
            HttpResponse<String> answer = doors.askWithTicket(operation, row(operation));
            assertThat(answer.statusCode())
                    .as(operation.id())
                    .isEqualTo(operation.isOpenToTickets() ? 200 : 401);
        }
    }

    @Test
    void what_was_done_is_in_the_audit_log_of_its_tenant_only() throws Exception {
        doors.everythingWithSecrets();

        String own = doors.get("/api/audit?limit=500", Asker.ADMIN).body();
        assertThat(own)
                .contains("\"login\"", "\"createUser\"", "\"createTenant\"", "\"createKey\"")
                .contains("\"deleteKey\"", "\"changePassword\"", "\"createBatch\"", "\"putSource\"")
                .contains("\"refused\"");
        assertThat(doors.get("/api/audit?limit=500", Asker.ADMIN_ELSEWHERE).body())
                .contains("@north")
                .doesNotContain("/api/tenants/north", "putSource", "viewer");
        assertThat(doors.get("/api/audit?action=createTenant&user=admin", Asker.ADMIN).body())
                .contains("/api/tenants/north")
                .doesNotContain("createUser");
        assertThat(doors.get("/api/audit?since=2999-01-01T00:00:00Z", Asker.ADMIN).body())
                .contains("\"entries\":[]");
    }

    @Test
    void no_password_token_key_or_ticket_is_in_any_log() throws Exception {
        doors.everythingWithSecrets();

        String logs = doors.logs();
        assertThat(logs).as("what was logged").contains("listening");
        for (String secret : doors.secrets()) {
            assertThat(logs).doesNotContain(secret);
        }
        String shown =
                doors.get("/api/audit?limit=500", Asker.ADMIN).body()
                        + doors.get("/metrics", Asker.NOBODY).body();
        for (String secret : doors.secrets()) {
            assertThat(shown).doesNotContain(secret);
        }
    }

    private static Row row(Operation operation) {
        return Optional.ofNullable(byOperation().get(operation.id()))
                .orElseThrow(() -> new AssertionError(operation.id() + " has no row"));
    }

    private static Map<String, Row> byOperation() {
        return TABLE.stream().collect(Collectors.toMap(Row::operation, Function.identity()));
    }
}
