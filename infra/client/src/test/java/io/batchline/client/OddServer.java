package io.batchline.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.batchline.contract.id.BatchId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server that answers what a test says, in turn, the last for ever.
final class OddServer implements AutoCloseable {
    static final BatchId BATCH = new BatchId("b1");

    private final Deque<Answer> streams = new ArrayDeque<>();
    private final Deque<Answer> polls = new ArrayDeque<>();
    private final List<String> resumed = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /// @param staysOpen says nothing more, and does not end
    record Answer(int status, String type, String body, boolean staysOpen) {}

    OddServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/batches/b1/stream", this::stream);
        server.createContext("/api/batches/b1/progress", exchange -> answer(exchange, next(polls)));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    synchronized void streams(Answer answer) {
        streams.add(answer);
    }

    synchronized void polls(Answer answer) {
        polls.add(answer);
    }

    /// The ids after which streams were asked to go on.
    synchronized List<String> resumed() {
        return List.copyOf(resumed);
    }

    static String event(String kind, int id, String stage) {
        return "event: %s\nid: %d\ndata: %s\n\n".formatted(kind, id, data(id, stage));
    }

    static Answer stream(String events) {
        return new Answer(200, "text/event-stream", events, false);
    }

    static Answer open(String events) {
        return new Answer(200, "text/event-stream", events, true);
    }

    static Answer nothing() {
        return new Answer(204, "text/plain", "", false);
    }

    static Answer progress(int id, String stage) {
        return new Answer(200, "application/json", data(id, stage), false);
    }

    static Answer page(int status) {
        return new Answer(status, "text/html", "<html>back soon</html>", false);
    }

    static Answer problem(int status, String detail) {
        return new Answer(
                status,
                "application/problem+json",
                "{\"detail\": \"%s\"}".formatted(detail),
                false);
    }

    private static String data(int id, String stage) {
        return """
        {"id": "%d", "stage": "%s", "batch_percentage": %d, "stage_label": "Reading", "message": "m",
        "progress_percentage": 1, "items_total": 100, "items_processed": 1, "items_failed": 0,
        "elapsed_seconds": 1, "eta_seconds": null, "throughput_per_second": 1, "stalled": false,
        "waiting_reason": null, "timestamp": "2026-11-22T10:00:00Z"}\
        """
                .formatted(id, stage, id)
                .replace('\n', ' ');
    }

    private void stream(HttpExchange exchange) throws IOException {
        String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        synchronized (this) {
            resumed.add(last == null ? "" : last);
        }
        answer(exchange, next(streams));
    }

    private synchronized Answer next(Deque<Answer> answers) {
        return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    }

    private void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        long length = answer.staysOpen() ? 0 : body.length == 0 ? -1 : body.length;
        exchange.sendResponseHeaders(answer.status(), length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
        }
        if (answer.staysOpen()) {
            exchange.getResponseBody().flush();
            awaitClosing();
        }
        exchange.close();
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.close();
    }
}
