package io.batchline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.cli.client.ApiClient;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.topic.Json;
import io.batchline.local.Local;
import io.batchline.local.LocalConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Tests that share one local mode, started before the first of them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnServer {
    static final String PASSWORD = "a password for tests";

    private final JsonMapper json = Json.mapper();
    protected Path folder = Path.of("");
    protected String address = "";
    protected ApiClient api;
    private Local local;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path given) throws Exception {
        folder = given;
        local =
                Local.start(
                        LocalConfig.in(folder.resolve("data"), 0, Optional.of(PASSWORD))
                                .with(Map.of("BATCHLINE_WEBHOOK_ALLOW", "127.0.0.0/8")));
        address = local.address().toString().replaceFirst("/$", "");
        api = ApiClient.login(local.address(), "admin", PASSWORD);
    }

    @AfterAll
    void stop() throws IOException {
        api.close();
        local.close();
    }

    /// Who has logged in already.
    Shell shell(Path home) {
        return new Shell(
                home, Map.of("BATCHLINE_SERVER", address, "BATCHLINE_ADMIN_PASSWORD", PASSWORD));
    }

    /// Each line of it, which has to be an object.
    List<JsonNode> objects(String printed) {
        return printed.lines().map(this::object).toList();
    }

    private JsonNode object(String line) {
        try {
            JsonNode read = json.readTree(line);
            if (!read.isObject()) {
                throw new AssertionError("not an object: " + line);
            }
            return read;
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }

    /// The only id in what `submit` printed.
    static BatchId only(String printed) {
        return new BatchId(printed.strip().replaceFirst("^batch ", ""));
    }
}
