package io.batchline.system.fuzz;

import io.batchline.testkit.api.ApiContract;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends requests and judges what comes back. For any threads.
final class Exchange {
    private static final int ANSWER_SECONDS = 20;
    private static final int STREAM_MILLISECONDS = 200;

    /// A server may close on so long a body before it has read it.
    private static final int LONG_BODY = 64 << 10;

    private final HttpClient http;
    private final URI server;
    private final ApiContract contract;
    private final List<Party> parties;

    Exchange(HttpClient http, URI server, ApiContract contract, List<Party> parties) {
        this.http = http;
        this.server = server;
        this.contract = contract;
        this.parties = List.copyOf(parties);
    }

    /// @param status 0 when the connection was closed without an answer
    /// @param faults empty when nothing was wrong
    record Outcome(int status, List<String> faults) {}

    /// Asks again where no answer came: a server may close a connection that it has refused a body
    /// on while the next request is on its way over it.
    Outcome of(OddRequest request) throws InterruptedException {
        Outcome first = once(request);
        return first.status() == 0 ? once(request) : first;
    }

    private Outcome once(OddRequest request) throws InterruptedException {
        var body = new ByteArrayOutputStream();
        var head = new CompletableFuture<ResponseInfo>();
        HttpRequest sent = request.at(server);
        var whole =
                http.sendAsync(
                                sent,
                                info -> {
                                    head.complete(info);
                                    return BodySubscribers.ofByteArrayConsumer(
                                            some -> some.ifPresent(body::writeBytes));
                                })
                        .whenComplete((_, failure) -> {
                            if (failure != null) {
                                head.completeExceptionally(failure);
                            }
                        });
        try {
            ResponseInfo info = head.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            boolean isStream = type(info).startsWith("text/event-stream");
            try {
                whole.get(
                        isStream ? STREAM_MILLISECONDS : ANSWER_SECONDS * 1_000L,
                        TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                whole.cancel(true);
                if (!isStream) {
                    throw e;
                }
            }
            return new Outcome(
                    info.statusCode(),
                    faults(request, info, body.toString(StandardCharsets.UTF_8)));
        } catch (TimeoutException _) {
            return new Outcome(
                    0, List.of("%s: no answer within %d s".formatted(request, ANSWER_SECONDS)));
        } catch (ExecutionException e) {
            return new Outcome(
                    0,
                    request.length() > LONG_BODY
                            ? List.of()
                            : List.of("%s: no answer: %s".formatted(request, e.getCause())));
        }
    }

    private List<String> faults(OddRequest request, ResponseInfo info, String body) {
        var faults = new ArrayList<String>();
        if (info.statusCode() >= 500) {
            faults.add("status %d".formatted(info.statusCode()));
        }
        faults.addAll(
                contract.differences(
                        new ApiContract.Answer(
                                request.meantMethod(),
                                request.path(),
                                info.statusCode(),
                                type(info),
                                body)));
        List<String> strangers =
                parties.stream()
                        .filter(each -> isStranger(request, each))
                        .map(Party::mark)
                        .toList();
        faults.addAll(Indiscretions.in(info.headers().map() + body, strangers));
        return faults.isEmpty()
                ? faults
                : List.of(
                        "%s answered %d: %s; the body: %.300s"
                                .formatted(
                                        request,
                                        info.statusCode(),
                                        String.join("; ", faults),
                                        body));
    }

    /// Whoever sent no token of the party's is a stranger to it.
    private static boolean isStranger(OddRequest request, Party party) {
        return party.tokens().stream()
                .noneMatch(token ->
                        ("Bearer " + token).equals(request.headers().get("Authorization")));
    }

    private static String type(ResponseInfo info) {
        return info.headers().firstValue("Content-Type").orElse("");
    }
}
