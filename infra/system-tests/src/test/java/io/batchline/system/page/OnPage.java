package io.batchline.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.batchline.system.LocalServer;
import io.batchline.system.OnLocalServer;
import io.batchline.testkit.browser.Browsers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Tests of the dashboard's views on one local mode, each in a browser of its own; no script of the
/// page may throw.
abstract class OnPage extends OnLocalServer {
    private static final double PATIENCE = 60_000;

    private final List<String> errors = new ArrayList<>();
    private Playwright driver;
    private Browser browser;
    private BrowserContext context;

    @BeforeEach
    void launch() {
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
    void quit() {
        if (driver != null) {
            browser.close();
            driver.close();
        }
        assertThat(errors).isEmpty();
    }

    /// @param place behind the `#`
    Page open(String user, String place) {
        Page page = context.newPage();
        page.onPageError(errors::add);
        page.navigate(server.local().address() + "/#/" + place);
        page.getByLabel("User name").fill(user);
        page.getByLabel("Password").fill(LocalServer.PASSWORD);
        button(page, "Log in").click();
        return page;
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
