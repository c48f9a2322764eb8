package io.batchline.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.batchline.samples.sheets.SheetBatch;
import io.batchline.samples.sheets.SheetBatchSpec;
import io.batchline.testkit.browser.Browsers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// The page in a real browser, as a person uses it.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PageIT {
    private static final double PATIENCE = 120_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void a_zip_chosen_on_the_page_runs_to_a_hundred_percent_and_its_csv_can_be_fetched()
            throws Exception {
        Optional<Path> chromium = Browsers.installed();
        assumeTrue(
                chromium.isPresent(),
                "no Chromium on this machine: the page was not tried in a browser");
        SheetBatch sheets = Sheets.make(SheetBatchSpec.of(12, 21), folder);
        try (LocalServer server = LocalServer.start(folder.resolve("data"));
                Playwright driver = Browsers.driver();
                Browser browser = Browsers.launch(driver, chromium.get());
                BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.setDefaultTimeout(PATIENCE);
            List<String> errors = new ArrayList<>();
            page.onPageError(errors::add);
            page.navigate(server.local().address().toString());

            logIn(page, "wrong");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("wrong");
            logIn(page, LocalServer.PASSWORD);

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("New batch")).click();
            page.setInputFiles("#file", sheets.zip());
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Submit batch"))
                    .click();
            Locator bar =
                    page.getByRole(
                            AriaRole.PROGRESSBAR,
                            new Page.GetByRoleOptions().setName("Progress of the whole batch"));
            assertThat(bar)
                    .hasAttribute(
                            "aria-valuenow",
                            "100",
                            new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE));

            Locator link =
                    page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName(Pattern.compile("results\\.csv")));
            Download download = page.waitForDownload(link::click);
            Path results = folder.resolve("results.csv");
            download.saveAs(results);
            Sheets.haveTheirTruth(sheets, results);

            page.navigate(server.local().address().toString());
            assertThat(page.locator("a[href^='#/batches/']").first()).isVisible();
            assertThat(errors).isEmpty();
        }
    }

    private static void logIn(Page page, String password) {
        page.getByLabel("User name").fill("admin");
        page.getByLabel("Password").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in")).click();
    }
}
