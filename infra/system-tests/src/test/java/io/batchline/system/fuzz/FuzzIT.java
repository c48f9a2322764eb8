package io.batchline.system.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.batchline.system.OnLocalServer;
import io.batchline.testkit.api.ApiContract;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/// Every operation of the document is asked for odd things by two tenants at once: never a 500,
/// never the inside, never a byte of the other's. `-Dbatchline.fuzz=N` asks each operation N times,
/// however long that takes, and `-Dbatchline.fuzz.seed=S` asks otherwise.
class FuzzIT extends OnLocalServer {
    private static final int AT_ONCE = 4;
    private static final int EACH = 40;
    private static final long SEED = 20_261_122;
    private static final Duration USUAL_TIME = Duration.ofSeconds(25);

    @Test
    void whatever_is_asked_no_answer_tells_of_the_inside_or_of_another_tenant() throws Exception {
        List<Party> parties;
        try (var making = new Parties(server.local(), folder)) {
            parties = List.of(making.make("quokka-of-north"), making.make("wombat-of-south"));
        }
        var contract = ApiContract.served();
        Integer wanted = Integer.getInteger("batchline.fuzz");
        var requests =
                new OddRequests(
                        Long.getLong("batchline.fuzz.seed", SEED), contract.document(), parties);
        Set<String> unasked = Collections.synchronizedSet(new HashSet<>(requests.operationIds()));
        Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
        List<String> faults = Collections.synchronizedList(new ArrayList<>());
        try (var http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(10))
                        .build()) {
            var exchange = new Exchange(http, server.local().address(), contract, parties);
            run(
                    requests.make(wanted == null ? EACH : wanted),
                    wanted == null ? USUAL_TIME : Duration.ofDays(1),
                    request -> {
                        Exchange.Outcome outcome = exchange.of(request);
                        unasked.remove(request.operationId());
                        statuses.computeIfAbsent(outcome.status(), _ -> new LongAdder())
                                .increment();
                        faults.addAll(outcome.faults());
                    });
        }

        assertThat(faults).as("answers by status: %s", statuses).isEmpty();
        assertThat(unasked).as("operations that were not asked").isEmpty();
        assertThat(statuses).as("some requests are good").containsKey(200).containsKey(201);
    }

    private interface Ask {
        void of(OddRequest request) throws Exception;
    }

    /// In their order, some at once, until the time is over.
    private static void run(List<OddRequest> requests, Duration atMost, Ask ask) throws Exception {
        long end = System.nanoTime() + atMost.toNanos();
        var next = new AtomicInteger();
        Callable<Void> asking =
                () -> {
                    for (int i = next.getAndIncrement();
                            i < requests.size() && System.nanoTime() < end;
                            i = next.getAndIncrement()) {
                        ask.of(requests.get(i));
                    }
                    return null;
                };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> each : threads.invokeAll(Collections.nCopies(AT_ONCE, asking))) {
                each.get();
            }
        }
    }
}
