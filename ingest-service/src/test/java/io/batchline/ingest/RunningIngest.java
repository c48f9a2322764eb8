package io.batchline.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.batchline.blob.BlobStore;
import io.batchline.blob.FolderBlobStore;
import io.batchline.contract.topic.Json;
import io.batchline.database.Database;
import io.batchline.database.DatabaseConfig;
import io.batchline.http.HttpConfig;
import io.batchline.http.HttpServer;
import io.batchline.ingest.batch.UploadLimits;
import io.batchline.testkit.TestBroker;
import io.batchline.testkit.TestDatabase;
import io.batchline.testkit.api.CheckedClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// An ingest service of a test's own: a database and a folder of its own, the JVM's broker, a free
/// port, one workload announced.
final class RunningIngest implements AutoCloseable {
    static final String PASSWORD = "let me in";
    static final long LARGEST_SOURCE = 300L << 20;

    private static final JsonMapper MAPPER = Json.mapper();
    private static final String WORKLOAD =
            """
            {"name": "answer-sheets",
             "labels": {"stages": {"uploading": "Uploading scans"}, "items": "sheets"},
             "columns": ["file"],
             "options_schema": {"type": "object", "additionalProperties": false,
               "properties": {"dpi": {"type": "integer", "minimum": 72, "maximum": 600}}},
             "default_item_timeout": "PT1M",
             "bound_by": "PROCESSOR"}
            """;

    private final TestDatabase database;
    private final Path storage;
    private final HttpClient client = CheckedClient.ofServed();
    private final Ingest ingest;
    private final HttpServer server;

    private RunningIngest(TestDatabase database, Path storage, Ingest ingest) {
        this.database = database;
        this.storage = storage;
        this.ingest = ingest;
        this.server = HttpServer.start(HttpConfig.onLoopback(0), List.of(ingest.routes()));
    }

    static RunningIngest start(Path storage) throws Exception {
        return start(TestDatabase.fresh(), storage);
    }

    static RunningIngest start(TestDatabase database, Path storage) throws Exception {
        return start(database, storage, UploadLimits.DEFAULTS.withLargest(LARGEST_SOURCE));
    }

    static RunningIngest start(TestDatabase database, Path storage, UploadLimits limits)
            throws Exception {
        return start(database, storage, new FolderBlobStore(storage), limits);
    }

    static RunningIngest start(TestDatabase database, Path storage, BlobStore blobs)
            throws Exception {
        return start(database, storage, blobs, UploadLimits.DEFAULTS);
    }

    private static RunningIngest start(
            TestDatabase database, Path storage, BlobStore blobs, UploadLimits limits)
            throws Exception {
        Ingest ingest =
                Ingest.start(
                        config(database, storage).withAdminPassword(PASSWORD).withUploads(limits),
                        blobs);
        var running = new RunningIngest(database, storage, ingest);
        running.sql(
                "insert into workloads (name, info, seen_at) values ('answer-sheets', '%s', now()) on conflict do nothing"
                        .formatted(WORKLOAD));
        running.announce("rehearsal");
        return running;
    }

    /// A workload that takes items, with any options.
    void announce(String workload) throws SQLException, InterruptedException {
        sql(
                """
                insert into workloads (name, info, seen_at) values ('%1$s',
                  '{"name": "%1$s", "labels": {"stages": {}, "items": "items"}, "columns": [], "options_schema": {},
                    "default_item_timeout": "PT1M", "bound_by": "WAITING", "takes_items": true}', now())
                on conflict do nothing
                """
                        .formatted(workload));
    }

    static IngestConfig config(TestDatabase database, Path storage) {
        return IngestConfig.of(
                TestBroker.shared().connection(),
                DatabaseConfig.of(database.jdbcUrl(), database.user(), database.password()),
                storage);
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path));
    }

    Path storage() {
        return storage;
    }

    /// A token of `admin`.
    String token() throws Exception {
        HttpResponse<String> answer =
                send(
                        HttpRequest.newBuilder(uri("/api/auth/login"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        BodyPublishers.ofString(
                                                "username=admin&password=let+me+in")));
        return json(answer).get("access_token").asText();
    }

    /// Where the batch's source lies once it is whole.
    Path sourceOf(String batch) {
        return storage().resolve("batches/" + batch + "/source");
    }

    /// Where the bytes of an upload lie before that.
    Path unfinished(String upload) {
        return storage()
                .resolve(".resumable")
                .resolve(upload.substring(upload.lastIndexOf('/') + 1));
    }

    /// What ingest says of the batch: a change without a change is answered with it as it is.
    String statusOf(String batch, String token) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send(
                        request("/api/batches/" + batch, token)
                                .header("Content-Type", "application/json")
                                .method(
                                        "PATCH",
                                        BodyPublishers.ofString("{\"priority\": \"normal\"}")));
        return json(answer).path("status").asText();
    }

    HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(60));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> postJson(String path, String token, String body)
            throws IOException, InterruptedException {
        return send(
                request(path, token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(String path, String token) throws IOException, InterruptedException {
        return send(request(path, token).POST(BodyPublishers.noBody()));
    }

    HttpResponse<String> delete(String path, String token)
            throws IOException, InterruptedException {
        return send(request(path, token).DELETE());
    }

    /// How many rows the query counts.
    long count(String query) throws SQLException, InterruptedException {
        try (Database opened =
                        Database.open(
                                DatabaseConfig.of(
                                        database.jdbcUrl(), database.user(), database.password()));
                Connection connection = opened.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    HttpResponse<String> upload(String batch, String token, BodyPublisher body)
            throws IOException, InterruptedException {
        return send(
                request("/api/batches/%s/source?filename=scans.zip".formatted(batch), token)
                        .header("Content-Type", "application/zip")
                        .PUT(body));
    }

    /// A new batch's id.
    String create(String token, String start) throws Exception {
        HttpResponse<String> answer =
                postJson(
                        "/api/batches",
                        token,
                        """
                        {"workload": "answer-sheets", "name": "a batch", "start": "%s"}
                        """
                                .formatted(start));
        return json(answer).get("batch_id").asText();
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return MAPPER.readTree(answer.body());
    }

    void sql(String statement) throws SQLException, InterruptedException {
        sql(database, statement);
    }

    static void sql(TestDatabase database, String statement)
            throws SQLException, InterruptedException {
        try (Database opened =
                        Database.open(
                                DatabaseConfig.of(
                                        database.jdbcUrl(), database.user(), database.password()));
                Connection connection = opened.dataSource().getConnection();
                var run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    @Override
    public void close() {
        server.close();
        ingest.close();
    }
}
