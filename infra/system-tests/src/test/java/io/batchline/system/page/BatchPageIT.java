package io.batchline.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.system.LocalServer;
import io.batchline.system.OnLocalServer;
import io.batchline.system.Rehearsals;
import io.batchline.testkit.browser.Browsers;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One batch on its page, as a person follows and steers it.
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class BatchPageIT extends OnLocalServer {
    private static final double PATIENCE = 60_000;
    private static final double AT_ONCE = 5_000;

    private final List<String> errors = new ArrayList<>();
    private Playwright driver;
    private Browser browser;
    private BrowserContext context;

    @BeforeEach
    void openBrowser() {
        Optional<Path> chromium = Browsers.installed();
        assumeTrue(
                chromium.isPresent(),
                "no Chromium on this machine: the page was not tried in a browser");
        setDefaultAssertionTimeout(PATIENCE);
        driver = Browsers.driver();
        browser = Browsers.launch(driver, chromium.get());
        context = browser.newContext();
        context.setDefaultTimeout(PATIENCE);
    }

    @AfterEach
    void closeBrowser() {
        if (driver != null) {
            browser.close();
            driver.close();
        }
        assertThat(errors).isEmpty();
    }

    @Test
    void the_parts_of_the_bar_sum_to_the_total_until_it_is_completed_and_failures_can_be_retried()
            throws Exception {
        BatchId batch =
                rehearsals()
                        .start(
                                Rehearsals.request(
                                        Priority.NORMAL,
                                        RehearsalOptions.empty(300)
                                                .lasting(Duration.ofMillis(60))
                                                .failing(3, 5)));
        Page page = open(batch, "");
        page.evaluate(
                """
                () => {
                  window.sums = new Set();
                  const look = () => {
                    const parts = [...document.querySelectorAll('.segment')].map((part) => Number(part.dataset.count));
                    if (parts.length > 0) window.sums.add(parts.reduce((all, part) => all + part, 0));
                  };
                  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
                }
                """);

        assertThat(verdict(page))
                .hasText(
                        Pattern.compile("^Completed: 2\\d\\d of 300 items succeeded, \\d+ failed"));
        assertThat(page.evaluate("() => [...window.sums]")).isEqualTo(List.of(300));
        assertThat(link(page, "results.csv")).isVisible();
        assertThat(page.locator("#said")).containsText("The results can be downloaded");
        assertThat(page.locator(".stage[data-state='finished']")).hasCount(7);
        Locator cause = page.locator(".cause").first();
        assertThat(cause).containsText("rehearsed");

        cause.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(Pattern.compile("^Retry")))
                .click();

        assertThat(verdict(page)).not().hasText(Pattern.compile("^Completed"));
        assertThat(verdict(page)).hasText(Pattern.compile("^Completed: 2\\d\\d of 300"));
        assertThat(page.locator(".log")).containsText("had failed items done again");
    }

    @Test
    void it_is_paused_resumed_changed_and_cancelled_and_the_log_says_by_whom() throws Exception {
        BatchId batch =
                rehearsals()
                        .start(
                                Rehearsals.request(
                                        Priority.NORMAL,
                                        RehearsalOptions.empty(2_000)
                                                .lasting(Duration.ofMillis(200))));
        Page page = open(batch, "");
        assertThat(verdict(page)).hasText(Pattern.compile("^On track: \\d.* of 2,000 items"));

        button(page, "Pause").click();
        assertThat(verdict(page)).hasText(Pattern.compile("^Paused at .* of 2,000 items"));
        button(page, "Resume").click();
        assertThat(verdict(page)).hasText(Pattern.compile("^On track"));
        button(page, "Change").click();
        page.getByLabel("Priority").selectOption("high");
        page.getByLabel("Items at once").fill("21");
        assertThat(button(page, "Save")).isDisabled();
        page.getByLabel("Items at once").fill("2");
        button(page, "Save").click();
        assertThat(page.locator(".sub").first()).containsText("Items at once: 2");
        button(page, "Cancel batch").click();
        assertThat(page.locator("dialog")).containsText("will not be done");
        page.locator("dialog").getByText("Cancel batch").click();

        assertThat(verdict(page)).hasText(Pattern.compile("^Cancelled by admin: "));
        for (String did : List.of("paused it", "resumed it", "changed priority", "cancelled it")) {
            assertThat(page.locator(".log")).containsText("admin " + did);
        }
    }

    @Test
    void one_item_is_seen_waiting_running_and_done() throws Exception {
        Rehearsals rehearsals = rehearsals();
        BatchId batch =
                api.create(
                        Rehearsals.request(
                                        Priority.NORMAL,
                                        RehearsalOptions.empty(1).lasting(Duration.ofSeconds(3)))
                                .put("start", "manual"));
        Page page = open(batch, "");
        Locator done = page.locator(".figure").first();
        assertThat(done).containsText("0 / 0");
        assertThat(verdict(page)).hasText("Waiting for its file");

        api.upload(batch, rehearsals.source());
        assertThat(verdict(page)).hasText("Waiting for its start", within(AT_ONCE));
        button(page, "Start batch").click();

        assertThat(done).containsText("0 / 1");
        assertThat(page.locator(".chip").first()).containsText("Running");
        assertThat(verdict(page)).hasText(Pattern.compile("^Completed: 1 item succeeded"));
        assertThat(done).containsText("1 / 1");
    }

    @Test
    void filters_stand_in_the_address_and_an_item_is_opened_by_keys() throws Exception {
        BatchId batch =
                rehearsals()
                        .start(
                                Rehearsals.request(
                                        Priority.NORMAL,
                                        RehearsalOptions.empty(300).failing(0, 10)));
        Page page = open(batch, "");
        assertThat(verdict(page)).hasText(Pattern.compile("^Completed"));
        Locator rows = page.locator(".grid-row[data-state]");

        page.locator("#filter-state").selectOption("failed");
        assertThat(page).hasURL(Pattern.compile("state=failed"));
        assertThat(page.locator(".grid-row[data-state='succeeded']")).hasCount(0);
        page.locator("#filter-name").fill("item-1");
        assertThat(page).hasURL(Pattern.compile("q=item-1"));
        int found = rows.count();
        page.reload();

        assertThat(rows).hasCount(found);
        assertThat(rows.first()).containsText("item-1");
        page.locator(".grid").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).containsText("rehearsed");
        page.keyboard().press("Escape");
        assertThat(page.locator(".grid")).isFocused();
        page.getByText("Clear filters").click();
        assertThat(page.locator(".grid")).hasAttribute("aria-rowcount", "301");
    }

    @Test
    void nothing_is_wider_than_a_small_screen() throws Exception {
        BatchId batch =
                rehearsals()
                        .start(
                                Rehearsals.request(
                                        Priority.NORMAL,
                                        RehearsalOptions.empty(60).failing(0, 5).doubting(20)));
        Page page = open(batch, "");
        page.setViewportSize(360, 740);
        assertThat(verdict(page)).hasText(Pattern.compile("^Completed"));
        assertThat(page.locator(".doubts")).isVisible();

        assertThat(page.evaluate("() => document.documentElement.scrollWidth")).isEqualTo(360);
        page.getByText("Look at them").click();
        assertThat(page.locator(".doubt")).isVisible();
        assertThat(page.evaluate("() => document.documentElement.scrollWidth")).isEqualTo(360);
    }

    private Rehearsals rehearsals() throws Exception {
        return Rehearsals.of(api, api, folder);
    }

    private Page open(BatchId batch, String query) {
        Page page = context.newPage();
        page.onPageError(errors::add);
        page.navigate(server.local().address() + "/#/batches/" + batch + query);
        page.getByLabel("User name").fill("admin");
        page.getByLabel("Password").fill(LocalServer.PASSWORD);
        button(page, "Log in").click();
        assertThat(verdict(page)).isVisible();
        return page;
    }

    private static LocatorAssertions.HasTextOptions within(double millis) {
        return new LocatorAssertions.HasTextOptions().setTimeout(millis);
    }

    private static Locator verdict(Page page) {
        return page.locator("#verdict");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }
}
