package io.batchline.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.testkit.browser.Browsers;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Doubtful fields, decided by keys in a real browser.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ReviewPageIT {
    private static final double PATIENCE = 60_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void fields_are_decided_by_keys_and_the_results_are_written_again() throws Exception {
        Optional<Path> chromium = Browsers.installed();
        assumeTrue(
                chromium.isPresent(),
                "no Chromium on this machine: the page was not tried in a browser");
        try (LocalServer server = LocalServer.start(folder.resolve("data"));
                ReviewClient review =
                        new ReviewClient(server.local().address(), server.local().ownersToken());
                Playwright driver = Browsers.driver();
                Browser browser = Browsers.launch(driver, chromium.get());
                BrowserContext context = browser.newContext()) {
            Rehearsals rehearsals = Rehearsals.of(server.api(), server.api(), folder);
            BatchId batch =
                    rehearsals.start(
                            Rehearsals.request(
                                    Priority.NORMAL, RehearsalOptions.empty(10).doubting(50)));
            await("the batch is completed")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> rehearsals.status(batch).equals("completed"));
            int doubts = review.list(batch, "").path("open").asInt();
            setDefaultAssertionTimeout(PATIENCE);
            Page page = context.newPage();
            page.setDefaultTimeout(PATIENCE);
            List<String> errors = new ArrayList<>();
            page.onPageError(errors::add);
            page.navigate(server.local().address() + "/#/batches/" + batch);
            page.getByLabel("User name").fill("admin");
            page.getByLabel("Password").fill(LocalServer.PASSWORD);
            button(page, "Log in").click();

            page.getByText("Look at them").click();
            Locator place = page.locator("#place");
            assertThat(place).hasText("1 of " + doubts);
            page.waitForFunction("() => document.querySelector('.doubt img').naturalWidth > 0");
            page.keyboard().press("d");
            assertThat(chosen(page)).hasText("D");
            page.keyboard().press("Enter");
            assertThat(place).hasText("2 of " + doubts);
            page.keyboard().press("z");
            assertThat(place).hasText("1 of " + doubts);
            assertThat(chosen(page)).hasText("D");
            page.keyboard().press("3");
            page.keyboard().press("Enter");
            assertThat(place).hasText("2 of " + doubts);
            page.keyboard().press("ArrowRight");
            assertThat(place).hasText("3 of " + doubts);
            page.keyboard().press("ArrowLeft");
            assertThat(place).hasText("2 of " + doubts);
            // What is not sent yet goes first.
            page.getByText("← The batch").click();
            assertThat(button(page, "Write results again")).isVisible();
            assertThat(page.locator(".doubts")).containsText("1 decided");
            button(page, "Write results again").click();

            await("the results are new")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !review.list(batch, "").path("results_old").asBoolean());
            Assertions.assertEquals(
                    "C", review.list(batch, "?decided=true").at("/fields/0/counts").asText());
            Assertions.assertEquals(List.of(), errors);
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator chosen(Page page) {
        return page.locator(".pick[aria-pressed='true']");
    }
}
