package io.batchline.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Somebody who gets webhooks, on loopback, and answers as a test says.
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Got> got = new CopyOnWriteArrayList<>();

    /// A call, as it came.
    record Got(
            String path, String id, String timestamp, String signature, String type, String body) {}

    /// Answers the call of that number, from 0.
    @FunctionalInterface
    interface Answers {
        void to(int number, HttpExchange exchange) throws IOException;
    }

    Receiver(Answers answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        int number;
                        synchronized (got) {
                            number = got.size();
                            got.add(read(exchange));
                        }
                        answers.to(number, exchange);
                    }
                });
        server.start();
    }

    private static Got read(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        return new Got(
                exchange.getRequestURI().getPath(),
                String.valueOf(headers.getFirst("webhook-id")),
                String.valueOf(headers.getFirst("webhook-timestamp")),
                String.valueOf(headers.getFirst("webhook-signature")),
                String.valueOf(headers.getFirst("content-type")),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    /// Those statuses in their order, then the last for ever.
    static Receiver answering(int... statuses) throws IOException {
        return new Receiver((number, exchange) ->
                exchange.sendResponseHeaders(statuses[Math.min(number, statuses.length - 1)], -1));
    }

    List<Got> got() {
        return got;
    }

    String url(String path) {
        return url("127.0.0.1", path);
    }

    String url(String host, String path) {
        return "http://%s:%d%s".formatted(host, server.getAddress().getPort(), path);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
