package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.gateway.WaywardProxy.Way;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The client library in Chromium through what lasts: its usual settings, and a page whose clock is
/// turned on.
@Timeout(120)
final class ClientThroughBreaksIT extends LibraryInBrowser {
    private static final String BE_SEEN =
            """
            (how) => {
              Object.defineProperty(document, 'visibilityState', { value: how, configurable: true });
              Object.defineProperty(document, 'hidden', { value: how === 'hidden', configurable: true });
              document.dispatchEvent(new Event('visibilitychange'));
            }
            """;

    /// In the page's time the stream is to say something every fifteen seconds, which is soon here.
    @Override
    protected Duration heartbeat() {
        return Duration.ofMillis(100);
    }

    @Test
    void the_network_is_away_for_ten_seconds_and_nothing_is_lost() {
        Page page = watchingByClock();
        said(10);
        sees(page, 10);

        proxy.streamsAre(Way.AWAY);
        said(20);
        pass(page, 10);
        stateIs(page, "offline");
        assertThat(percents(page)).containsExactly(10.0);
        said(30);
        proxy.streamsAre(Way.PASS);

        isLiveAgain(page, 30);
    }

    @Test
    void a_browser_that_says_it_is_offline_is_believed_and_asks_as_soon_as_it_is_back() {
        Page page = watchingByClock();
        said(10);
        sees(page, 10);

        context.setOffline(true);
        proxy.streamsAre(Way.AWAY);
        stateIs(page, "offline");
        said(20);
        pass(page, 10);
        proxy.streamsAre(Way.PASS);
        context.setOffline(false);

        // No time passes but the real one.
        sees(page, 20);
        stateIs(page, "live");
    }

    @Test
    void the_gateway_is_restarted_under_the_page() throws Exception {
        Page page = watching("{}");
        said(10);
        sees(page, 10);

        gateway.restart(() -> {
            said(20);
            said(30);
            soon().until(() -> !page.evaluate("watch.connection.state").equals("live"));
        });

        sees(page, 30);
        stateIs(page, "live");
        said(40);
        sees(page, 40);
        gateway.progress(batch, ProgressStage.COMPLETED, 100);
        isTrue(page, "seen.ends.length === 1");
        isInOrder(page);
        assertThat(list(page, "seen.log")).contains("batchline: reconnected: " + batch);
    }

    @Test
    void a_tab_that_was_hidden_for_two_minutes_shows_the_newest_at_once() {
        Page page = watchingByClock();
        said(10);
        sees(page, 10);

        page.evaluate(BE_SEEN, "hidden");
        proxy.streamsAre(Way.STALL);
        said(20);
        said(30);
        page.clock().fastForward(120_000);
        said(40);
        proxy.streamsAre(Way.MUTE);
        page.evaluate(BE_SEEN, "visible");

        sees(page, 40);
        stateIs(page, "live");
        assertThat(list(page, "seen.log")).noneMatch(line -> line.contains("watchdog"));
        proxy.streamsAre(Way.PASS);
        said(50);
        sees(page, 50);
        isInOrder(page);
    }

    /// With and without its heartbeats.
    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"STALL", "MUTE"})
    void a_stream_that_is_open_and_silent_for_a_minute_is_polled_beside_and_the_page_says_so(
            Way silence) {
        Page page = watchingByClock();
        said(10);
        sees(page, 10);

        proxy.streamsAre(silence);
        said(20);
        pass(page, 40);
        assertThat(percents(page)).as("the stream is believed so far").containsExactly(10.0);
        pass(page, 35);
        sees(page, 20);
        stateIs(page, "polling");
        said(30);
        pass(page, 35);
        sees(page, 30);
        proxy.streamsAre(Way.PASS);
        said(40);

        isLiveAgain(page, 40);
        if (silence == Way.MUTE) {
            assertThat(list(page, "seen.log"))
                    .anyMatch(line -> line.startsWith("batchline: watchdog fired: " + batch));
        }
    }

    @Test
    void what_comes_late_by_the_stream_is_not_shown_after_what_a_poll_said() {
        Page page = watching("{}");
        said(10);
        sees(page, 10);

        proxy.streamsAre(Way.HOLD);
        said(20);
        said(30);
        soon().untilAsserted(() -> {
            page.evaluate("watch.refresh()");
            assertThat(percents(page)).containsExactly(10.0, 30.0);
        });
        proxy.streamsAre(Way.PASS);
        said(40);

        sees(page, 40);
        assertThat(percents(page)).containsExactly(10.0, 30.0, 40.0);
        assertThat(proxy.asked()).isEqualTo(1);
    }

    private Page watchingByClock() {
        Page page = emptyPage();
        page.clock().install();
        return watching(page, "{}");
    }

    /// So many seconds on the page's clock; in each the network has time for an answer.
    private static void pass(Page page, int seconds) {
        for (int i = 0; i < seconds; i++) {
            page.clock().runFor(1000);
            page.evaluate("fetch('/health/live').then(() => 0, () => 0)");
        }
    }

    private void isLiveAgain(Page page, double percent) {
        soon().untilAsserted(() -> {
            pass(page, 1);
            assertThat(page.evaluate("watch.connection.state")).isEqualTo("live");
        });
        sees(page, percent);
        said(percent + 5);
        sees(page, percent + 5);
        isInOrder(page);
    }

    private static void isInOrder(Page page) {
        assertThat(percents(page)).isSorted().doesNotHaveDuplicates();
    }
}
