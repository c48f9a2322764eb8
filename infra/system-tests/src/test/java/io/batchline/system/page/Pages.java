package io.batchline.system.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.batchline.system.LocalServer;
import io.batchline.testkit.browser.Browsers;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/// A browser, and people who have the page open in it. Used by the test's one thread.
public final class Pages implements AutoCloseable {
    /// How long something may take that has to happen, in milliseconds.
    public static final double PATIENCE = 60_000;

    /// Browsers count an answer that says no among the errors: before somebody is logged in, there
    /// is one.
    private static final Pattern EXPECTED =
            Pattern.compile("^Failed to load resource: .* status of 401 ");

    private final URI address;
    private final Playwright driver;
    private final Browser browser;
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    private Pages(URI address, Playwright driver, Browser browser) {
        this.address = address;
        this.driver = driver;
        this.browser = browser;
    }

    /// Skips the test where there is no Chromium.
    public static Pages at(URI address) {
        Optional<Path> chromium = Browsers.installed();
        assumeTrue(
                chromium.isPresent(),
                "no Chromium on this machine: the page was not tried in a browser");
        Playwright driver = Browsers.driver();
        return new Pages(address, driver, Browsers.launch(driver, chromium.get()));
    }

    /// Somebody who was never here: no cookie, nothing kept.
    public BrowserContext stranger(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(PATIENCE);
        context.onConsoleMessage(this::heard);
        context.onWebError(error -> troubles.add(error.error()));
        return context;
    }

    /// The administrator, logged in and at a place such as `#/batches`.
    public Page open(Look look, String place) {
        Page page = visit(stranger(look.options()), place);
        logIn(page, "admin");
        return page;
    }

    /// At a place, as whoever the context is.
    public Page visit(BrowserContext context, String place) {
        Page page = context.newPage();
        page.navigate(address + place);
        return page;
    }

    /// Fills in the form that is shown.
    public static void logIn(Page page, String user) {
        page.getByLabel("User name").fill(user);
        page.getByLabel("Password").fill(LocalServer.PASSWORD);
        button(page, "Log in").click();
        page.locator(".nav").waitFor();
    }

    public static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /// What browsers complained about: exceptions, what the policy blocked, what was not there.
    public List<String> troubles() {
        return troubles;
    }

    private void heard(ConsoleMessage message) {
        if (message.type().equals("error") && !EXPECTED.matcher(message.text()).find()) {
            troubles.add(message.text() + " " + message.location());
        }
    }

    @Override
    public void close() {
        browser.close();
        driver.close();
    }
}
