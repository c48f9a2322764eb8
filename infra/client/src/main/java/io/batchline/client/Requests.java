package io.batchline.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/// The requests of one user to one server. For any thread.
public final class Requests {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int FIRST_REFUSAL = 300;

    private final HttpClient http;
    private final URI server;
    private final Supplier<String> token;

    /// @param server for example `http://127.0.0.1:8080`
    /// @param token asked for at each request: a key, or what a login gave; empty for nobody
    public Requests(HttpClient http, URI server, Supplier<String> token) {
        this.http = http;
        this.server = server;
        this.token = token;
    }

    public URI server() {
        return server;
    }

    /// A request of this user; half a minute for its answer unless it is given another time.
    public HttpRequest.Builder to(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path)).timeout(ANSWER);
        String shown = token.get();
        return shown.isEmpty() ? request : request.header("Authorization", "Bearer " + shown);
    }

    /// Sends it, and answers whatever the status is.
    ///
    /// @throws UnreachableException when nobody is there
    public <T> HttpResponse<T> exchange(HttpRequest.Builder request, BodyHandler<T> body)
            throws IOException, InterruptedException {
        try {
            return http.send(request.build(), body);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new UnreachableException(server, e);
        }
    }

    /// The body of an answer that says yes.
    ///
    /// @param what for the message of a refusal
    /// @throws AnswerException for every other answer
    public String text(String what, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = exchange(request, BodyHandlers.ofString());
        if (answer.statusCode() >= FIRST_REFUSAL) {
            throw AnswerException.of(what, answer, answer.body());
        }
        return answer.body();
    }

    /// An answer that says yes, while its body still comes.
    ///
    /// @param what for the message of a refusal
    /// @throws AnswerException for every other answer
    public HttpResponse<InputStream> opened(String what, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = exchange(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() >= FIRST_REFUSAL) {
            try (InputStream body = answer.body()) {
                byte[] text = body.readNBytes(AnswerException.MOST_READ);
                throw AnswerException.of(what, answer, new String(text, StandardCharsets.UTF_8));
            }
        }
        return answer;
    }
}
