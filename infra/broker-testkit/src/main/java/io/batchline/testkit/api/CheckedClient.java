package io.batchline.testkit.api;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/// A client whose every answer is held against the document of the API: an answer that does not fit
/// fails the test that asked. Bodies are looked at where they are read as text or bytes. For any
/// threads.
public final class CheckedClient extends HttpClient {
    private final HttpClient client;
    private final ApiContract contract;

    public CheckedClient(HttpClient client, ApiContract contract) {
        this.client = client;
        this.contract = contract;
    }

    /// The JDK's client, and the document that the servers of this JVM answer with.
    public static CheckedClient ofServed() {
        return new CheckedClient(HttpClient.newHttpClient(), ApiContract.served());
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return checked(client.send(request, handler));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler) {
        return client.sendAsync(request, handler).thenApply(this::checked);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushed) {
        return client.sendAsync(request, handler, pushed).thenApply(this::checked);
    }

    private <T> HttpResponse<T> checked(HttpResponse<T> response) {
        String body =
                switch (response.body()) {
                    case String text -> text;
                    case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
                    case null, default -> null;
                };
        var answer =
                new ApiContract.Answer(
                        response.request().method(),
                        response.uri().getRawPath(),
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(""),
                        body);
        List<String> differences = new ArrayList<>(contract.differences(answer));
        differences.addAll(
                contract.missingHeaders(
                        answer, name -> response.headers().firstValue(name).isPresent()));
        if (!differences.isEmpty()) {
            throw new AssertionError(
                    "%s %s answered %d, and that is not what the document says: %s; the body: %s"
                            .formatted(
                                    answer.method(),
                                    response.uri(),
                                    answer.status(),
                                    String.join("; ", differences),
                                    response.body()));
        }
        return response;
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }

    @Override
    public void shutdown() {
        client.shutdown();
    }

    @Override
    public void shutdownNow() {
        client.shutdownNow();
    }

    @Override
    public boolean awaitTermination(Duration duration) throws InterruptedException {
        return client.awaitTermination(duration);
    }

    @Override
    public boolean isTerminated() {
        return client.isTerminated();
    }

    @Override
    public void close() {
        client.close();
    }
}
