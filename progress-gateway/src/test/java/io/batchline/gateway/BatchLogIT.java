package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.TenantId;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Who did what with a batch, as those see it who may see the batch.
class BatchLogIT extends OnGateway {
    @Test
    void the_log_of_a_batch_is_of_it_alone_newest_first_and_tells_nothing_of_where_from()
            throws Exception {
        BatchId batch = gateway.created("autumn").batchId();
        BatchId other = gateway.created("winter").batchId();
        String path = "/api/batches/" + batch;
        log("north", "ann", "createBatch", path, "done", 201);
        log("north", "ann", "createBatch", "/api/batches/" + other, "done", 201);
        log("north", "bob", "pauseBatch", path + "/pause", "refused", 403);
        log("north", "ann", "pauseBatch", "/api/batches/" + batch + "0/pause", "done", 202);
        log("south", "eve", "cancelBatch", path + "/cancel", "done", 202);
        log("north", "ann", "olderCancel", "/api/v1/batch-processing/cancel/" + batch, "done", 202);

        JsonNode entries = gateway.json(path + "/log").get("entries");

        assertThat(words(entries, "action"))
                .containsExactly("olderCancel", "pauseBatch", "createBatch");
        assertThat(words(entries, "outcome")).containsExactly("done", "refused", "done");
        assertThat(entries.get(1).get("username").asText()).isEqualTo("bob");
        assertThat(entries.toString()).doesNotContain("203.0.113.9", "address", "credential");
    }

    @Test
    void a_long_log_comes_in_pages() throws Exception {
        BatchId batch = gateway.created("spring").batchId();
        String path = "/api/batches/" + batch;
        for (int i = 0; i < 3; i++) {
            log("north", "ann", "retryBatch", path + "/retry", "done", 202);
        }

        JsonNode first = gateway.json(path + "/log?limit=2");
        JsonNode second =
                gateway.json(path + "/log?limit=2&cursor=" + first.get("next_cursor").asText());

        assertThat(first.get("entries")).hasSize(2);
        assertThat(second.get("entries")).hasSize(1);
        assertThat(second.get("next_cursor").isNull()).isTrue();
    }

    @Test
    void another_tenants_batch_has_no_log() throws Exception {
        BatchId batch = gateway.created("theirs").batchId();
        String stranger = gateway.tokenFor("sam", new TenantId("south"));

        assertThat(gateway.getAs(stranger, "/api/batches/" + batch + "/log").statusCode())
                .isEqualTo(404);
    }

    private void log(
            String tenant, String user, String action, String subject, String outcome, int status)
            throws SQLException {
        gateway.execute(
                """
                insert into audit_log (at, tenant, username, credential, address, action, subject, outcome, status)
                values (now(), ?, ?, 'password', '203.0.113.9', ?, ?, ?, ?)
                """,
                tenant,
                user,
                action,
                subject,
                outcome,
                status);
    }

    private static List<String> words(JsonNode entries, String name) {
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> entry.get(name).asText())
                .toList();
    }
}
