package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.gateway.WaywardProxy.Way;
import io.batchline.testkit.TestBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The stream as a browser's own `EventSource` sees it, with nothing of ours in the page.
@Timeout(120)
final class EventSourceIT extends InBrowser {
    private static final String FOLLOW =
            """
            (path) => {
              window.seen = [];
              window.source = new EventSource(path);
              const note = (what, id = '') => seen.push({ what, id, at: performance.now(), state: source.readyState });
              source.onopen = () => note('open');
              for (const name of ['progress', 'complete', 'error']) {
                source.addEventListener(name, ({ data, lastEventId }) =>
                  data === undefined ? note('broken') : note(name, lastEventId));
              }
              window.whats = () => seen.map(({ what }) => what);
              window.ids = () => seen.filter(({ id }) => id !== '').map(({ id }) => id);
              // How long it waited before it came back the first time, in seconds.
              window.pause = () => {
                const broken = seen.findIndex(({ what }) => what === 'broken');
                return (seen.slice(broken).find(({ what }) => what === 'open').at - seen[broken].at) / 1000;
              };
            }
            """;

    @Test
    void it_goes_on_behind_the_last_id_after_a_cut_and_ends_with_204() {
        List<String> written = new ArrayList<>();
        written.add(Long.toString(said(10)));
        Page page = following();
        written.add(Long.toString(said(20)));
        tells(page, written);

        proxy.streamsAre(Way.END);
        written.add(Long.toString(said(30)));
        written.add(Long.toString(said(40)));
        tells(page, written);
        long end = gateway.progress(batch, ProgressStage.COMPLETED, 100);
        written.add(Long.toString(end));

        isTrue(page, "source.readyState === EventSource.CLOSED");
        assertThat(list(page, "ids()")).containsExactlyElementsOf(written);
        assertThat(list(page, "whats()"))
                .containsExactly(
                        "open",
                        "progress",
                        "progress",
                        "broken",
                        "open",
                        "progress",
                        "progress",
                        "complete",
                        "broken",
                        "broken");
        assertThat(page.evaluate("seen.at(-1).state")).as("204: it is over").isEqualTo(2);
        assertThat(page.evaluate("seen.at(-2).state")).as("before, it came back").isEqualTo(0);
        assertThat(proxy.resumed()).containsExactly("", written.get(1), written.getLast());
        assertThat(((Number) page.evaluate("pause()")).doubleValue())
                .as("the server said 2 s; a browser by itself takes 3 s")
                .isGreaterThan(1.9);
    }

    @Test
    void a_batch_that_failed_is_an_error_with_data_and_a_lost_connection_one_without() {
        said(10);
        Page page = following();
        isTrue(page, "ids().length === 1");

        gateway.progress(batch, ProgressStage.FAILED, 0);

        isTrue(page, "source.readyState === EventSource.CLOSED");
        assertThat(list(page, "whats()"))
                .containsExactly("open", "progress", "error", "broken", "broken");
        assertThat(list(page, "ids()")).hasSize(2);
    }

    @Test
    void a_server_without_a_place_is_asked_again_and_not_given_up(@TempDir Path folder)
            throws Exception {
        var settings = GatewayFixture.QUICK.withMost(1);
        try (var small = GatewayFixture.start(TestBroker.shared().connection(), folder, settings)) {
            leave();
            visit(small);
            BatchId there = small.created("exam").batchId();
            small.progress(there, ProgressStage.EXTRACTING, 50);
            Page page = emptyPage();
            try (StreamReader first = small.stream(there, "")) {
                first.next(1);
                follow(page, there);
                isTrue(page, "whats().includes('broken')");
                assertThat(list(page, "whats()")).containsExactly("open", "broken");
                assertThat(page.evaluate("source.readyState")).as("it comes back").isEqualTo(0);
            }

            isTrue(page, "ids().length === 1");
            assertThat(((Number) page.evaluate("pause()")).doubleValue())
                    .as("it was asked to wait 10 to 30 s")
                    .isBetween(9.9, 35.0);
        }
    }

    private Page following() {
        Page page = emptyPage();
        follow(page, batch);
        return page;
    }

    private static void follow(Page page, BatchId followed) {
        page.evaluate(FOLLOW, "/api/batches/%s/stream".formatted(followed));
    }

    private static void tells(Page page, List<String> ids) {
        soon().untilAsserted(() -> assertThat(list(page, "ids()")).containsExactlyElementsOf(ids));
    }
}
