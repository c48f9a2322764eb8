package io.batchline.system.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.batchline.cli.client.Query;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the page costs whoever opens it, and what browsers are told of it.
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class FirstViewIT extends OnPages {
    private static final long MOST_BYTES = 250_000;
    private static final double MOST_MILLIS = 1000;
    private static final int TRIES = 5;
    private static final String FETCHED =
            """
            () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
              .filter(({ name }) => !new URL(name).pathname.startsWith('/api/'))
              .map(({ name, transferSize }) => [name, transferSize])
            """;
    private static final String NOTHING_MORE_COMES =
            """
            () => {
              const now = performance.getEntriesByType('resource')
                .filter(({ name }) => !new URL(name).pathname.startsWith('/api/')).length;
              if (window.fetched?.[0] !== now) window.fetched = [now, performance.now()];
              return performance.now() - window.fetched[1] > 4000;
            }
            """;
    private static final String PAINTED =
            "() => performance.getEntriesByName('first-contentful-paint').map(({ startTime }) => startTime)[0] ?? -1";

    @BeforeAll
    void prepare() throws Exception {
        rehearsals.start(Rehearsed.request(RehearsalOptions.empty(2)));
        await("there is a history")
                .atMost(Duration.ofSeconds(90))
                .until(() ->
                        api.get("the history", "/api/analytics", Query.NONE)
                                        .at("/total/batches/total")
                                        .asInt()
                                > 0);
    }

    @Test
    void the_first_view_is_small_and_soon_there() {
        List<Cookie> cookies = loggedIn();
        List<Double> paints = new ArrayList<>();
        long first = 0;
        Map<String, Long> all = Map.of();
        for (int i = 0; i < TRIES; i++) {
            try (BrowserContext context = pages.stranger(Look.LIGHT.options())) {
                context.addCookies(cookies);
                Page page = pages.visit(context, "#/batches");
                page.locator("main > *").first().waitFor();
                paints.add(((Number) page.evaluate(PAINTED)).doubleValue());
                first = bytes(fetched(page));
                page.waitForFunction(NOTHING_MORE_COMES);
                all = fetched(page);
            }
        }

        System.out.printf(
                "first view: %d bytes, with all that comes later %d files and %d bytes; first paint after %s ms%n",
                first, all.size(), bytes(all), paints.stream().sorted().map(Math::round).toList());
        assertThat(all).hasSizeGreaterThan(20);
        assertThat(first).isBetween(20_000L, bytes(all));
        assertThat(bytes(all)).isLessThan(MOST_BYTES);
        // The best: what else this machine does is not the page's.
        assertThat(paints.stream().min(Double::compare))
                .hasValueSatisfying(best -> assertThat(best).isBetween(1.0, MOST_MILLIS));
    }

    @Test
    void every_file_is_the_pages_own_and_is_asked_for_only_once_until_it_changes()
            throws Exception {
        Page page = pages.open(Look.LIGHT, "#/system/history");
        page.locator(".uplot").first().waitFor();
        URI own = server.local().address();
        var paths = new TreeSet<>(fetched(page).keySet());
        page.context().close();

        assertThat(paths)
                .contains(own.resolve("/lib/uPlot.iife.min.js").toString())
                .allMatch(path -> path.startsWith(own.toString()));
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String path : paths) {
                for (String encoding : List.of("gzip", "identity")) {
                    HttpResponse<byte[]> first = get(http, path, encoding, "\"none\"");
                    String tag = header(first, "ETag");
                    HttpResponse<byte[]> again = get(http, path, encoding, tag);

                    assertThat(first.statusCode()).as(path).isEqualTo(200);
                    assertThat(tag).as(path).startsWith("\"");
                    assertThat(header(first, "Cache-Control")).as(path).isEqualTo("no-cache");
                    assertThat(header(first, "Vary")).as(path).contains("Accept-Encoding");
                    assertThat(again.statusCode()).as(path).isEqualTo(304);
                    assertThat(again.body()).isEmpty();
                    assertThat(header(again, "ETag")).isEqualTo(tag);
                }
            }
        }
    }

    @Test
    void the_page_may_do_only_what_it_needs() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> page =
                    get(http, server.local().address().toString(), "identity", "\"none\"");

            assertThat(header(page, "Content-Security-Policy"))
                    .contains("default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "http:", "https:", "*");
        }
        // That nothing was blocked by it, every test of the page says at its end.
        pages.open(Look.DARK, "#/system/history").locator(".uplot").first().waitFor();
    }

    private static long bytes(Map<String, Long> fetched) {
        return fetched.values().stream().mapToLong(Long::longValue).sum();
    }

    private List<Cookie> loggedIn() {
        Page page = pages.open(Look.LIGHT, "#/batches");
        List<Cookie> cookies = page.context().cookies();
        page.context().close();
        return cookies;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Long> fetched(Page page) {
        return ((List<List<Object>>) page.evaluate(FETCHED))
                .stream()
                        .collect(
                                Collectors.toMap(
                                        file -> file.get(0).toString().replaceFirst("#.*", ""),
                                        file -> ((Number) file.get(1)).longValue(),
                                        Long::max));
    }

    private static HttpResponse<byte[]> get(
            HttpClient http, String address, String encoding, String tag)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Accept-Encoding", encoding)
                        .header("If-None-Match", tag)
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
