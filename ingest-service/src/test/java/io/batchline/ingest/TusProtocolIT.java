package io.batchline.ingest;

import static io.batchline.ingest.RunningIngest.json;
import static io.batchline.ingest.Tus.metadata;
import static io.batchline.ingest.Tus.offset;
import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.ingest.batch.UploadLimits;
import io.batchline.testkit.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What the server says of itself, and everything that it refuses.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TusProtocolIT {
    private static final long LARGEST = 1000;
    private static final int UNFINISHED = 8;
    private static final long PER_TENANT = 3000;

    @TempDir Path storage;
    private RunningIngest ingest;
    private Tus tus;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        ingest =
                RunningIngest.start(
                        TestDatabase.fresh(),
                        folder,
                        UploadLimits.DEFAULTS
                                .withLargest(LARGEST)
                                .withPerTenant(PER_TENANT)
                                .withUnfinishedPerTenant(UNFINISHED));
        tus = Tus.of(ingest, ingest.token());
    }

    @AfterAll
    void stop() {
        ingest.close();
    }

    @Test
    void it_says_what_it_speaks_to_whoever_asks() throws Exception {
        for (String path : List.of("/api/uploads", "/api/uploads/any")) {
            HttpResponse<String> answer =
                    ingest.send(
                            java.net.http.HttpRequest.newBuilder(ingest.uri(path))
                                    .method("OPTIONS", BodyPublishers.noBody()));

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.headers().firstValue("Tus-Version")).hasValue("1.0.0");
            assertThat(answer.headers().firstValue("Tus-Max-Size")).hasValue("1000");
            assertThat(answer.headers().firstValue("Tus-Checksum-Algorithm"))
                    .hasValue("sha1,sha256,md5");
            assertThat(answer.headers().firstValue("Tus-Extension").orElseThrow().split(","))
                    .containsExactlyInAnyOrder(
                            "creation",
                            "creation-defer-length",
                            "creation-with-upload",
                            "expiration",
                            "checksum",
                            "termination",
                            "concatenation");
        }
    }

    @Test
    void another_version_is_not_processed() throws Exception {
        String upload = tus.begin(ingest.create(tus.token(), "auto"), 10);
        for (var request :
                List.of(
                        tus.plain("POST", "/api/uploads", BodyPublishers.noBody()),
                        tus.plain("HEAD", upload, BodyPublishers.noBody()),
                        tus.plain("PATCH", upload, BodyPublishers.ofString("x"))
                                .header("Tus-Resumable", "0.2.2"),
                        tus.plain("DELETE", upload, BodyPublishers.noBody()))) {
            HttpResponse<String> answer =
                    tus.client().send(request.build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(412);
            assertThat(answer.headers().firstValue("Tus-Version")).hasValue("1.0.0");
        }
        assertThat(offset(tus.head(upload))).isZero();
        tus.delete(upload);
    }

    @Test
    void a_creation_that_can_t_be_meant_is_refused_with_its_reason() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String meta = metadata(batch);

        refused(400, "Upload-Metadata", meta);
        refused(400, "Upload-Metadata", meta, "Upload-Length", "ten");
        refused(400, "Upload-Metadata", meta, "Upload-Length", "-1");
        refused(400, "Upload-Metadata", meta, "Upload-Defer-Length", "2");
        refused(400, "Upload-Metadata", meta, "Upload-Length", "1", "Upload-Defer-Length", "1");
        refused(400, "Upload-Metadata", "batch_id ***", "Upload-Length", "1");
        refused(400, "Upload-Metadata", meta + "," + meta, "Upload-Length", "1");
        refused(422, "Upload-Length", "1");
        refused(404, "Upload-Metadata", metadata("nobody-s"), "Upload-Length", "1");
        refused(413, "Upload-Metadata", meta, "Upload-Length", Long.toString(LARGEST + 1));
        assertThat(
                        tus.send(
                                        "POST",
                                        "/api/uploads",
                                        BodyPublishers.ofString("zip"),
                                        "Upload-Metadata",
                                        meta,
                                        "Upload-Length",
                                        "3",
                                        "Content-Type",
                                        "application/zip")
                                .statusCode())
                .isEqualTo(415);
        ingest.post("/api/batches/" + batch + "/cancel", tus.token());
        refused(409, "Upload-Metadata", meta, "Upload-Length", "1");
    }

    @Test
    void a_chunk_that_can_t_be_meant_is_refused_and_changes_nothing() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String upload = tus.begin(batch, 10);
        tus.patch(upload, 0, new byte[4]);

        HttpResponse<String> wrong = tus.patch(upload, 3, new byte[6]);
        assertThat(wrong.statusCode()).isEqualTo(409);
        assertThat(offset(wrong)).isEqualTo(4);
        assertThat(json(wrong).path("type").asText()).isEqualTo("urn:batchline:problem:conflict");
        assertThat(tus.patch(upload, 5, new byte[5]).statusCode()).isEqualTo(409);
        assertThat(tus.patch(upload, 4, new byte[7]).statusCode()).isEqualTo(413);
        assertThat(tus.patch(upload, 4, new byte[1], "Upload-Length", "9").statusCode())
                .isEqualTo(400);
        assertThat(tus.patch(upload, 4, new byte[1], "Upload-Checksum", "crc32 AAAA").statusCode())
                .isEqualTo(400);
        assertThat(tus.patch(upload, 4, new byte[1], "Upload-Checksum", "sha1 AAAA").statusCode())
                .isEqualTo(400);
        var body = BodyPublishers.ofString("x");
        assertThat(tus.send("PATCH", upload, body, "Content-Type", Tus.CHUNK).statusCode())
                .as("no offset")
                .isEqualTo(400);
        assertThat(
                        tus.send(
                                        "PATCH",
                                        upload,
                                        body,
                                        "Content-Type",
                                        "application/octet-stream",
                                        "Upload-Offset",
                                        "4")
                                .statusCode())
                .isEqualTo(415);
        assertThat(offset(tus.head(upload))).isEqualTo(4);
        tus.delete(upload);
    }

    @Test
    void a_chunk_of_unsaid_size_is_cut_off_where_the_upload_ends() throws Exception {
        String upload = tus.begin(ingest.create(tus.token(), "auto"), 10);

        HttpResponse<String> answer =
                tus.send(
                        "PATCH",
                        upload,
                        BodyPublishers.ofInputStream(() -> new Zeros(100_000)),
                        "Content-Type",
                        Tus.CHUNK,
                        "Upload-Offset",
                        "0");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(offset(tus.head(upload))).isZero();
        tus.delete(upload);
    }

    @Test
    void a_chunk_over_the_limit_is_cut_off_when_the_length_is_deferred() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String upload =
                tus.create("Upload-Metadata", metadata(batch), "Upload-Defer-Length", "1")
                        .headers()
                        .firstValue("Location")
                        .orElseThrow();

        assertThat(tus.patch(upload, 0, new byte[(int) LARGEST + 1]).statusCode()).isEqualTo(413);
        assertThat(
                        tus.patch(upload, 0, new byte[1], "Upload-Length", "" + (LARGEST + 1))
                                .statusCode())
                .isEqualTo(413);
        tus.delete(upload);
    }

    @Test
    void what_is_unknown_or_another_tenant_s_is_not_there() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String upload = tus.begin(batch, 10);
        ingest.sql("update uploads set tenant = 'other' where batch_id = '%s'".formatted(batch));
        String unknown = "/api/uploads/00000000-0000-0000-0000-000000000000";

        for (String path : List.of(upload, unknown, "/api/uploads/nonsense")) {
            assertThat(tus.head(path).statusCode()).isEqualTo(404);
            assertThat(tus.patch(path, 0, new byte[1]).statusCode()).isEqualTo(404);
            assertThat(tus.delete(path).statusCode()).isEqualTo(404);
        }
        ingest.sql("update batches set tenant = 'other' where batch_id = '%s'".formatted(batch));
        refused(404, "Upload-Metadata", metadata(batch), "Upload-Length", "1");
        assertThat(new Tus(ingest.uri("/"), "wrong", tus.client()).head(upload).statusCode())
                .isEqualTo(401);
    }

    @Test
    void clients_without_patch_and_delete_say_what_they_mean() throws Exception {
        String upload = tus.begin(ingest.create(tus.token(), "auto"), 10);
        HttpResponse<String> patched =
                tus.send(
                        "POST",
                        upload,
                        BodyPublishers.ofByteArray(new byte[4]),
                        "X-HTTP-Method-Override",
                        "PATCH",
                        "Content-Type",
                        Tus.CHUNK,
                        "Upload-Offset",
                        "0");
        assertThat(patched.statusCode()).isEqualTo(204);
        assertThat(offset(patched)).isEqualTo(4);
        var none = BodyPublishers.noBody();
        assertThat(tus.send("POST", upload, none).statusCode()).isEqualTo(405);
        assertThat(tus.send("POST", upload, none, "X-HTTP-Method-Override", "DELETE").statusCode())
                .isEqualTo(204);
        assertThat(tus.head(upload).statusCode()).isEqualTo(410);
    }

    @Test
    void people_may_look_at_an_upload() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String upload = tus.begin(batch, 10);
        tus.patch(upload, 0, new byte[4]);

        HttpResponse<String> answer =
                tus.client()
                        .send(
                                tus.plain("GET", upload, BodyPublishers.noBody()).build(),
                                BodyHandlers.ofString());

        assertThat(json(answer).path("batch_id").asText()).isEqualTo(batch);
        assertThat(json(answer).path("offset").asLong()).isEqualTo(4);
        assertThat(json(answer).path("file_name").asText()).isEqualTo("scans.zip");
        tus.delete(upload);
    }

    @Test
    void a_tenant_has_so_many_unfinished_uploads_and_so_many_bytes() throws Exception {
        nothingIsThere();
        for (int i = 0; i < UNFINISHED; i++) {
            tus.begin(ingest.create(tus.token(), "auto"), 1);
        }
        HttpResponse<String> many = refused(429, begin(ingest.create(tus.token(), "auto"), 1));
        assertThat(many.headers().firstValue("Retry-After")).isPresent();
        ingest.sql("update uploads set state = 'ended' where tenant = 'default'");

        for (int i = 0; i < 2; i++) {
            String upload = tus.begin(ingest.create(tus.token(), "auto"), LARGEST);
            assertThat(tus.patch(upload, 0, new byte[(int) LARGEST]).statusCode()).isEqualTo(204);
        }
        tus.begin(ingest.create(tus.token(), "auto"), LARGEST - 10);
        HttpResponse<String> full = refused(413, begin(ingest.create(tus.token(), "auto"), 11));
        assertThat(full.body()).contains("10 are left");
        String put = ingest.create(tus.token(), "auto");
        assertThat(
                        ingest.upload(put, tus.token(), BodyPublishers.ofByteArray(new byte[11]))
                                .statusCode())
                .isEqualTo(413);
        assertThat(
                        ingest.upload(put, tus.token(), BodyPublishers.ofByteArray(new byte[10]))
                                .statusCode())
                .isEqualTo(200);
        nothingIsThere();
    }

    /// For this tenant.
    private void nothingIsThere() throws Exception {
        ingest.sql(
                "update uploads set tenant = 'elsewhere'; update batches set tenant = 'elsewhere'");
    }

    @Test
    void what_the_storage_has_no_room_for_is_refused_before_it_comes() throws Exception {
        try (RunningIngest unlimited =
                RunningIngest.start(
                        TestDatabase.fresh(),
                        storage,
                        UploadLimits.DEFAULTS
                                .withLargest(Long.MAX_VALUE)
                                .withPerTenant(Long.MAX_VALUE))) {
            Tus there = Tus.of(unlimited, unlimited.token());
            String batch = unlimited.create(there.token(), "auto");

            HttpResponse<String> answer = there.create(begin(batch, 1L << 59));

            assertThat(answer.statusCode()).isEqualTo(507);
            assertThat(storage.resolve(".resumable")).isEmptyDirectory();
        }
    }

    private static String[] begin(String batch, long length) {
        return new String[] {
            "Upload-Metadata", metadata(batch), "Upload-Length", Long.toString(length)
        };
    }

    private HttpResponse<String> refused(int status, String... headers) throws Exception {
        HttpResponse<String> answer = tus.create(headers);
        assertThat(answer.statusCode())
                .as("%s: %s", List.of(headers), answer.body())
                .isEqualTo(status);
        assertThat(answer.headers().firstValue("Tus-Resumable")).hasValue("1.0.0");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        return answer;
    }
}
