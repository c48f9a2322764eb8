package io.batchline.cli.upload;

import io.batchline.cli.client.ApiClient;
import io.batchline.client.AnswerException;
import io.batchline.contract.id.BatchId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.OptionalLong;

/// The requests of tus 1.0 that this client makes.
public final class TusClient {
    private static final Duration CHUNK = Duration.ofMinutes(2);
    private static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";

    private final ApiClient api;

    public TusClient(ApiClient api) {
        this.api = api;
    }

    /// Begins an upload.
    ///
    /// @return its path
    public String create(BatchId batch, String fileName, OptionalLong length)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                tus("/api/uploads")
                        .header(
                                "Upload-Metadata",
                                "batch_id %s,filename %s"
                                        .formatted(base64(batch.value()), base64(fileName)))
                        .POST(BodyPublishers.noBody());
        if (length.isPresent()) {
            request.header(LENGTH, Long.toString(length.getAsLong()));
        } else {
            request.header("Upload-Defer-Length", "1");
        }
        HttpResponse<String> answer = require("upload", api.exchange(request));
        return URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
    }

    /// Where an upload stands.
    public Standing standing(String upload) throws IOException, InterruptedException {
        // HEAD has no body to tell of a refusal, so the status alone does.
        HttpResponse<String> answer = api.exchange(tus(upload).HEAD());
        if (answer.statusCode() == 404 || answer.statusCode() == 410) {
            return new Standing.Gone();
        }
        require("upload", answer);
        long offset = offset(answer);
        OptionalLong length = answer.headers().firstValueAsLong(LENGTH);
        return length.isPresent() && length.getAsLong() == offset
                ? new Standing.Complete()
                : new Standing.Open(offset);
    }

    /// Sends the next bytes.
    ///
    /// @param length of the whole, where it was deferred and is known now
    /// @return where the next ones go on
    long append(String upload, long offset, Chunk chunk, OptionalLong length)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                tus(upload)
                        .timeout(CHUNK)
                        .header("Content-Type", "application/offset+octet-stream")
                        .header(OFFSET, Long.toString(offset))
                        .header("Upload-Checksum", "sha256 " + chunk.sha256())
                        .method("PATCH", chunk.body());
        if (length.isPresent()) {
            request.header(LENGTH, Long.toString(length.getAsLong()));
        }
        return offset(require("upload", api.exchange(request)));
    }

    /// Ends an upload that nobody goes on with.
    public void terminate(String upload) throws IOException, InterruptedException {
        require("end the upload", api.exchange(tus(upload).DELETE()));
    }

    private HttpRequest.Builder tus(String path) {
        return api.request(path).header("Tus-Resumable", "1.0.0");
    }

    private HttpResponse<String> require(String what, HttpResponse<String> answer)
            throws IOException {
        if (answer.statusCode() >= 300) {
            throw AnswerException.of(what, answer, answer.body());
        }
        return answer;
    }

    private static long offset(HttpResponse<String> answer) throws IOException {
        return answer.headers()
                .firstValueAsLong(OFFSET)
                .orElseThrow(() -> new IOException("the server does not say where to go on"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
