package io.batchline.gateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.batchline.http.HttpConfig;
import io.batchline.http.HttpServer;
import io.batchline.testkit.browser.Browsers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The page of a batch of 12,000 items, all of them held, while ten updates a second come: of the
/// batch, and forty of its items each time.
@Timeout(180)
class BatchPagePaceIT {
    private static final int ITEMS = 12_000;
    private static final double FRAME_MILLIS = 16;
    private static final double PATIENCE = 60_000;

    @BeforeAll
    static void bePatient() {
        setDefaultAssertionTimeout(PATIENCE);
    }

    @Test
    void twelve_thousand_items_are_drawn_anew_within_a_frame_ten_times_a_second() throws Exception {
        Optional<Path> chromium = Browsers.installed();
        assumeTrue(
                chromium.isPresent(),
                "no Chromium on this machine: the page was not tried in a browser");
        List<String> errors = new ArrayList<>();
        try (HttpServer server =
                        HttpServer.start(HttpConfig.onLoopback(0), List.of(new Dashboard()));
                Playwright driver = Browsers.driver();
                Browser browser = Browsers.launch(driver, chromium.get());
                Page page = browser.newPage()) {
            page.onPageError(errors::add);
            new LongBatch(ITEMS).serve(page);
            page.navigate("http://127.0.0.1:" + server.port() + "/#/batches/" + LongBatch.ID);
            Locator table = page.locator(".grid");
            holdAll(page, table);
            page.evaluate(LongBatch.updates(20));

            browser.startTracing(
                    page, new Browser.StartTracingOptions().setCategories(MainThread.CATEGORIES));
            Object processed = page.evaluate(LongBatch.updates(100));
            MainThread busy = MainThread.of(browser.stopTracing());

            // Every update is seen, and only the rows that are seen are drawn.
            assertThat(page.locator("#verdict"))
                    .containsText(Pattern.compile("^On track: 4,060 of 12,000 sheets"));
            assertThat(processed).isEqualTo(4060);
            assertThat(page.locator(".grid-row").count()).isBetween(10, 60);
            System.out.printf(
                    "12,000 items, 10 updates/s: the page's thread is busy for %.1f ms of each (median), %.1f (90 of 100)%n",
                    busy.millisPerUpdate(0.5), busy.millisPerUpdate(0.9));
            assertThat(busy.millisPerUpdate(0.5)).isLessThan(FRAME_MILLIS);
            assertThat(busy.millisPerUpdate(0.9)).isLessThan(FRAME_MILLIS * 1.5);
            assertThat(errors).isEmpty();
        }
    }

    @Test
    void the_last_row_is_reached_by_a_key_and_opened() throws Exception {
        Optional<Path> chromium = Browsers.installed();
        assumeTrue(
                chromium.isPresent(),
                "no Chromium on this machine: the page was not tried in a browser");
        try (HttpServer server =
                        HttpServer.start(HttpConfig.onLoopback(0), List.of(new Dashboard()));
                Playwright driver = Browsers.driver();
                Browser browser = Browsers.launch(driver, chromium.get());
                Page page = browser.newPage()) {
            new LongBatch(ITEMS).serve(page);
            page.navigate("http://127.0.0.1:" + server.port() + "/#/batches/" + LongBatch.ID);
            Locator table = page.locator(".grid");

            table.focus();
            page.keyboard().press("End");

            Locator last = page.locator(".grid-row[aria-selected='true']");
            assertThat(last).containsText("sheet-11999.jpg");
            assertThat(last).isInViewport();
            assertThat(table).hasAttribute("aria-activedescendant", "item-row-11999");
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile("item=b1\\.11999"));
            assertThat(page.locator("dialog")).isVisible();
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog")).hasCount(0);
            assertThat(table).isFocused();
        }
    }

    /// A search looks through all, so all are loaded.
    private static void holdAll(Page page, Locator table) {
        Locator search = page.locator("#filter-name");
        search.fill("sheet");
        assertThat(page).hasURL(Pattern.compile("q=sheet"));
        assertThat(page.locator(".items .card-head")).not().containsText("looked through");
        assertThat(table).hasAttribute("aria-rowcount", String.valueOf(ITEMS + 1));
        search.fill("");
    }
}
