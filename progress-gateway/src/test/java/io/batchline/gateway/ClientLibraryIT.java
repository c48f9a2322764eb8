package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.batchline.contract.batch.BatchDefinition;
import io.batchline.contract.batch.BatchStatus;
import io.batchline.contract.batch.Counts;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.contract.stage.Stage;
import io.batchline.gateway.WaywardProxy.Way;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The client library in Chromium, against a gateway behind a proxy that misbehaves.
@Timeout(120)
final class ClientLibraryIT extends LibraryInBrowser {
    @Test
    void a_frame_that_is_cut_and_a_proxy_without_its_server_cost_no_event() {
        Page page = watching("{}");
        said(10);
        sees(page, 10);

        proxy.streamsAre(Way.CUT);
        said(20);
        stateIs(page, "polling");
        said(30);
        sees(page, 30);
        proxy.streamsAre(Way.PASS);
        stateIs(page, "live");
        said(40);
        sees(page, 40);
        gateway.progress(batch, ProgressStage.COMPLETED, 100);

        soon().untilAsserted(
                        () -> assertThat(list(page, "seen.ends")).containsExactly("completed"));
        assertThat(percents(page)).isSorted().doesNotHaveDuplicates();
        assertThat(list(page, "seen.states")).contains("reconnecting").endsWith("ended");
        assertThat(list(page, "seen.log"))
                .contains("batchline: connected: " + batch, "batchline: reconnected: " + batch);
        soon().untilAsserted(() -> assertThat(proxy.open()).isZero());
    }

    @Test
    void a_stream_that_stays_open_and_says_nothing_is_found_out_by_the_watchdog() {
        Page page = watching("{ watchdogMs: 1500, checkMs: 300, pollMs: 400 }");
        said(10);
        sees(page, 10);

        proxy.streamsAre(Way.STALL);
        said(20);

        sees(page, 20);
        assertThat(list(page, "seen.states")).contains("polling");
        assertThat(list(page, "seen.log"))
                .anyMatch(line -> line.startsWith("batchline: watchdog fired: " + batch));
        said(30);
        sees(page, 30);
        proxy.streamsAre(Way.PASS);
        said(40);
        sees(page, 40);
        stateIs(page, "live");
        assertThat(percents(page)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void two_tabs_share_a_stream_and_the_one_that_stays_takes_it_over() {
        Page first = watching("{}");
        said(10);
        sees(first, 10);
        Page second = watching("{}");
        sees(second, 10);
        stateIs(second, "live");
        assertThat(second.evaluate("watch.connection.transport")).isEqualTo("shared");
        said(20);
        sees(first, 20);
        sees(second, 20);
        assertThat(proxy.asked()).isEqualTo(1);

        first.close();
        said(30);

        sees(second, 30);
        assertThat(second.evaluate("watch.connection.transport")).isEqualTo("fetch");
        assertThat(proxy.asked()).isEqualTo(2);
        assertThat(percents(second)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_login_that_ends_is_said_and_not_tried_for_ever() throws Exception {
        Page page = watching("{}");
        said(10);
        sees(page, 10);

        gateway.execute("update sessions set expires_at = now()");

        soon().untilAsserted(
                        () -> assertThat(list(page, "seen.ends")).containsExactly("unauthorized"));
    }

    @Test
    void several_batches_are_one_stream_where_the_server_has_it() throws Exception {
        List<BatchId> batches = List.of(running("a"), running("b"), running("c"));
        Page page = emptyPage();
        page.evaluate(
                """
                async (ids) => {
                  const { watchBatch } = await import('/batchline-client.js');
                  window.percents = Object.fromEntries(ids.map((id) => [id, []]));
                  ids.forEach((id) => watchBatch(id, {
                    onProgress: (progress) => percents[id].push(progress.progress_percentage),
                  }));
                }
                """,
                batches.stream().map(BatchId::toString).toList());
        // A stream takes GET only: 405 where there is one.
        Object head =
                page.evaluate(
                        "fetch('/api/events/stream', { method: 'HEAD' }).then((answer) => answer.status)");
        int streams = head.equals(405) ? 1 : batches.size();
        soon().untilAsserted(() -> assertThat(proxy.open()).isEqualTo(streams));

        for (int percent : new int[] {10, 20}) {
            for (BatchId each : batches) {
                gateway.progress(each, ProgressStage.PROCESSING, percent);
            }
            for (BatchId each : batches) {
                soon().untilAsserted(() ->
                        assertThat(page.evaluate("percents['%s'].at(-1)".formatted(each)))
                                .isEqualTo(percent));
            }
        }
    }

    private BatchId running(String name) throws Exception {
        BatchDefinition definition = gateway.created(name);
        gateway.folded(
                definition,
                BatchStatus.PROCESSING,
                Stage.PROCESS,
                new Counts(100, 100, 0, 0, 0, 0, 0));
        return definition.batchId();
    }
}
