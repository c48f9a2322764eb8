package io.batchline.ingest;

import static io.batchline.ingest.RunningIngest.json;
import static io.batchline.ingest.Tus.metadata;
import static io.batchline.ingest.Tus.offset;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.ingest.batch.UploadLimits;
import io.batchline.testkit.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What the protocol says of parts, and every wish for parts that is refused.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TusPartsIT {
    private static final long LARGEST = 1000;

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
                                .withPerTenant(2500)
                                .withUnfinishedPerTenant(40));
        tus = Tus.of(ingest, ingest.token());
    }

    @AfterAll
    void stop() {
        ingest.close();
    }

    @Test
    void head_says_what_is_part_and_what_is_made_of_parts() throws Exception {
        String batch = ingest.create(tus.token(), "manual");
        String first = tus.part(batch, 4);
        assertThat(header(tus.head(first), "Upload-Concat")).isEqualTo("partial");
        assertThat(header(tus.head(first), "Upload-Offset")).isEqualTo("0");
        assertThat(tus.head(first).headers().firstValue("Upload-Expires")).isPresent();
        assertThat(tus.patch(first, 0, new byte[4]).statusCode()).isEqualTo(204);
        String second = tus.part(batch, new byte[3]);

        HttpResponse<String> made = tus.join(batch, ingest.uri(second).toString(), first);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String whole = header(made, "Location");
        HttpResponse<String> head = tus.head(whole);
        assertThat(header(head, "Upload-Concat"))
                .isEqualTo("final;%s %s".formatted(ingest.uri(second), first));
        assertThat(header(head, "Upload-Length")).isEqualTo("7");
        assertThat(offset(head)).isEqualTo(7);
        assertThat(header(head, "Upload-Metadata")).isEqualTo(metadata(batch));
        assertThat(tus.patch(whole, 7, new byte[1]).statusCode()).isEqualTo(403);
        assertThat(tus.patch(whole, 7, new byte[0]).statusCode()).isEqualTo(403);
        assertThat(offset(tus.head(first))).as("a client may ask again").isEqualTo(4);
        assertThat(tus.patch(first, 4, new byte[1]).statusCode()).isEqualTo(413);
        assertThat(tus.delete(first).statusCode()).isEqualTo(409);
    }

    @Test
    void a_part_that_can_t_be_meant_is_refused() throws Exception {
        String meta = metadata(ingest.create(tus.token(), "auto"));
        String partial = "partial";

        refused(400, "Upload-Metadata", meta, "Upload-Concat", partial);
        refused(400, "Upload-Metadata", meta, "Upload-Concat", partial, "Upload-Defer-Length", "1");
        refused(400, "Upload-Metadata", meta, "Upload-Concat", "whole", "Upload-Length", "1");
        refused(422, "Upload-Concat", partial, "Upload-Length", "1");
        refused(
                400,
                "Upload-Metadata",
                meta + ",source_length " + Tus.base64("ten".getBytes(UTF_8)),
                "Upload-Concat",
                partial,
                "Upload-Length",
                "1");
        refused(
                413,
                "Upload-Metadata",
                meta + ",source_length " + Tus.base64("1001".getBytes(UTF_8)),
                "Upload-Concat",
                partial,
                "Upload-Length",
                "1");
    }

    @Test
    void a_source_of_parts_that_can_t_be_meant_is_refused_and_nothing_happens() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String elsewhere = tus.part(ingest.create(tus.token(), "auto"), new byte[1]);
        String whole = tus.begin(ingest.create(tus.token(), "auto"), 10);
        String half = tus.part(batch, 10);
        tus.patch(half, 0, new byte[4]);
        String part = tus.part(batch, new byte[2]);

        joinRefused(400, batch, "names no parts");
        joinRefused(400, batch, "twice", part, part);
        joinRefused(400, batch, "another batch", part, elsewhere);
        joinRefused(400, batch, "partial", part, whole);
        joinRefused(400, batch, "not the address", part, "/api/batches/" + batch);
        joinRefused(
                404, batch, "no upload", "/api/uploads/00000000-0000-4000-8000-000000000000", part);
        joinRefused(409, batch, "4 of its 10 bytes", part, half);
        refused(
                400,
                "Upload-Metadata",
                metadata(batch),
                "Upload-Concat",
                "final;" + part,
                "Upload-Length",
                "2");
        assertThat(
                        tus.send(
                                        "POST",
                                        "/api/uploads",
                                        BodyPublishers.ofByteArray(new byte[1]),
                                        "Upload-Metadata",
                                        metadata(batch),
                                        "Upload-Concat",
                                        "final;" + part)
                                .statusCode())
                .isEqualTo(400);

        assertThat(offset(tus.head(half))).isEqualTo(4);
        assertThat(tus.delete(half).statusCode()).isEqualTo(204);
        joinRefused(410, batch, "begin it anew", half, part);
        assertThat(tus.join(batch, part).statusCode()).isEqualTo(201);
        joinRefused(409, batch, "other parts", part, half);
    }

    @Test
    void another_tenant_s_part_does_not_exist() throws Exception {
        String batch = ingest.create(tus.token(), "auto");
        String mine = tus.part(batch, new byte[1]);
        String other = tus.part(ingest.create(tus.token(), "auto"), new byte[1]);
        ingest.sql(
                "update uploads set tenant = 'other' where upload_id = '%s'"
                        .formatted(other.substring(other.lastIndexOf('/') + 1)));

        String said = joinRefused(404, batch, "no upload", mine, other).body();

        String unknown = "/api/uploads/00000000-0000-4000-8000-000000000000";
        assertThat(joinRefused(404, batch, "no upload", mine, unknown).body())
                .isEqualToIgnoringCase(
                        said.replace(
                                other.substring(other.lastIndexOf('/') + 1),
                                unknown.substring(unknown.lastIndexOf('/') + 1)));
    }

    @Test
    void parts_count_for_the_limits_one_by_one_and_together() throws Exception {
        ingest.sql("update uploads set tenant = 'x'; update batches set tenant = 'x'");
        String batch = ingest.create(tus.token(), "auto");
        tus.part(batch, 600);

        HttpResponse<String> more = refused(413, newPart(batch, 401));
        assertThat(more.body()).contains("1000 bytes, and 400 are left");
        tus.part(batch, 400);
        tus.begin(ingest.create(tus.token(), "auto"), 1000);
        assertThat(refused(413, newPart(ingest.create(tus.token(), "auto"), 501)).body())
                .contains("500 are left");

        String many = ingest.create(tus.token(), "auto");
        for (int i = 0; i < 32; i++) {
            tus.part(many, 1);
        }
        assertThat(refused(409, newPart(many, 1)).body()).contains("32 parts");
        for (int i = 0; i < 5; i++) {
            tus.begin(ingest.create(tus.token(), "auto"), 1);
        }
        refused(429, newPart(ingest.create(tus.token(), "auto"), 1));
        ingest.sql("update uploads set tenant = 'x'; update batches set tenant = 'x'");
    }

    private static String[] newPart(String batch, long length) {
        return new String[] {
            "Upload-Metadata",
            metadata(batch),
            "Upload-Length",
            Long.toString(length),
            "Upload-Concat",
            "partial"
        };
    }

    private HttpResponse<String> joinRefused(int status, String batch, String why, String... parts)
            throws Exception {
        HttpResponse<String> answer = tus.join(batch, parts);
        assertThat(answer.statusCode())
                .as("%s: %s", List.of(parts), answer.body())
                .isEqualTo(status);
        assertThat(json(answer).path("detail").asText()).contains(why);
        return answer;
    }

    private HttpResponse<String> refused(int status, String... headers) throws Exception {
        HttpResponse<String> answer = tus.create(headers);
        assertThat(answer.statusCode())
                .as("%s: %s", List.of(headers), answer.body())
                .isEqualTo(status);
        return answer;
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
