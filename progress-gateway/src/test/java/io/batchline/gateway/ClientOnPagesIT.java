package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.id.JobId;
import io.batchline.contract.id.WorkerId;
import io.batchline.contract.item.ItemEvent;
import io.batchline.contract.item.ItemRun;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.FailureKind;
import io.batchline.contract.stage.Stage;
import io.batchline.contract.stage.StageKey;
import io.batchline.contract.topic.Topics;
import io.batchline.gateway.WaywardProxy.Way;
import io.batchline.http.AllowedOrigins;
import io.batchline.testkit.TestBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What pages make of the client library: items beside the progress, the example of its README on
/// another server's page, and what the server learns of them.
@Timeout(120)
final class ClientOnPagesIT extends InBrowser {
    private static final WorkerId WORKER = new WorkerId("w1");
    private static final Path README = Path.of("src", "main", "resources", "client", "README.md");
    private static final String WATCH_ITEMS =
            """
            async (id) => {
              const { watchBatch } = await import('/batchline-client.js');
              window.items = [];
              window.watch = watchBatch(id, {
                onItem: ({ index, state }) => items.push(`${index} ${state}`),
                onItemsMissed: () => items.push('missed'),
              });
            }
            """;

    private final HttpServer otherServer;
    private volatile String otherPage = "";

    ClientOnPagesIT() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        otherServer = HttpServer.create(address, 0);
        otherServer.createContext(
                "/",
                exchange -> {
                    byte[] body = otherPage.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/html");
                    exchange.sendResponseHeaders(200, body.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(body);
                    }
                });
        otherServer.start();
    }

    @AfterAll
    void stopOther() {
        otherServer.stop(0);
    }

    @Override
    protected AllowedOrigins pagesOfOthers() {
        return new AllowedOrigins(Set.of(otherOrigin()));
    }

    private String otherOrigin() {
        return "http://127.0.0.1:" + otherServer.getAddress().getPort();
    }

    @Test
    void items_come_to_two_tabs_by_one_stream_and_go_on_after_a_cut() {
        said(10);
        Page first = withItems();
        tells(first, "missed");
        Page second = withItems();
        tells(second, "missed");

        started(0);
        tells(first, "missed", "0 running");
        proxy.streamsAre(Way.RESET);
        started(1);
        failed(0);

        for (Page each : List.of(first, second)) {
            tells(each, "missed", "0 running", "1 running", "0 failed");
        }
        assertThat(proxy.asked()).as("one stream, and one after the cut").isEqualTo(2);
        first.close();
        soon().untilAsserted(() ->
                assertThat(second.evaluate("watch.connection.transport")).isEqualTo("fetch"));
        failed(1);
        tells(second, "missed", "0 running", "1 running", "0 failed", "1 failed");
    }

    @Test
    void the_example_of_the_readme_follows_a_batch_on_a_page_of_another_server() throws Exception {
        said(10);
        otherPage = example();
        Page page = context.newPage();
        page.navigate(otherOrigin() + "/progress.html");

        shows(page, "10");
        proxy.streamsAre(Way.RESET);
        said(20);
        shows(page, "20");
        gateway.progress(batch, ProgressStage.COMPLETED, 100);

        isTrue(page, "document.querySelector('output').textContent.startsWith('done')");
    }

    @Test
    void the_server_knows_how_its_clients_are_connected(@TempDir Path folder) throws Exception {
        try (var own =
                GatewayFixture.start(
                        TestBroker.shared().connection(), folder, GatewayFixture.QUICK)) {
            leave();
            visit(own);
            BatchId there = own.created("exam").batchId();
            own.progress(there, ProgressStage.PROCESSING, 10);
            Page page = emptyPage();
            page.clock().install();
            page.evaluate(WATCH_ITEMS, there.toString());
            isTrue(page, "watch.connection.state === 'live'");
            page.clock().runFor(6000);
            knows(own, "live", "good");

            proxy.streamsAre(Way.CUT);
            own.progress(there, ProgressStage.PROCESSING, 20);
            soon().untilAsserted(() -> {
                page.clock().runFor(1000);
                assertThat(page.evaluate("watch.connection.state")).isEqualTo("polling");
            });
            page.clock().runFor(6000);

            knows(own, "polling", "degraded");
        }
    }

    /// As the metrics and the tenant's own view have it: one client, and how it is.
    private static void knows(GatewayFixture there, String connection, String quality) {
        soon().untilAsserted(() -> {
            assertThat(there.get("/metrics").body().lines())
                    .contains(
                            "batchline_stream_clients{connection=\"%s\"} 1.0".formatted(connection),
                            "batchline_stream_quality{quality=\"%s\"} 1.0".formatted(quality));
            JsonNode health = there.json("/api/streams/health");
            assertThat(sum(health.path("connections"))).isEqualTo(1);
            assertThat(health.path("connections").path(connection).asInt()).isEqualTo(1);
            assertThat(sum(health.path("qualities"))).isEqualTo(1);
            assertThat(health.path("qualities").path(quality).asInt()).isEqualTo(1);
        });
    }

    private static int sum(JsonNode counts) {
        return counts.valueStream().mapToInt(JsonNode::asInt).sum();
    }

    /// The page of the README, with this server, this batch and this token.
    private String example() throws IOException {
        String readme = Files.readString(README);
        int from = readme.indexOf("```html\n") + "```html\n".length();
        return readme.substring(from, readme.indexOf("```", from))
                .replace("https://batchline.example.org", proxy.address())
                .replace("a batch id", batch.toString())
                .replace("an API key", gateway.token());
    }

    private static void shows(Page page, String percent) {
        soon().untilAsserted(() ->
                assertThat(page.evaluate("document.querySelector('output').textContent").toString())
                        .startsWith(percent));
    }

    private Page withItems() {
        Page page = emptyPage();
        page.evaluate(WATCH_ITEMS, batch.toString());
        return page;
    }

    private static void tells(Page page, String... items) {
        soon().untilAsserted(() -> assertThat(list(page, "items")).containsExactly(items));
    }

    private void started(int index) {
        write(new ItemEvent.Started(run(index), WORKER, Instant.now()));
    }

    private void failed(int index) {
        write(
                new ItemEvent.Failed(
                        run(index),
                        WORKER,
                        FailureKind.PERMANENT,
                        "unreadable",
                        "why",
                        true,
                        Instant.now()));
    }

    private void write(ItemEvent event) {
        gateway.write(Topics.ITEM_EVENTS, batch, event);
    }

    private ItemRun run(int index) {
        var key = new StageKey(batch, 1, Stage.PROCESS);
        return new ItemRun(key, JobId.of(batch, index), index, 1, 1);
    }
}
