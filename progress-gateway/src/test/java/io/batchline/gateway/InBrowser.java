package io.batchline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.Cookie;
import io.batchline.contract.id.BatchId;
import io.batchline.contract.progress.ProgressStage;
import io.batchline.http.identity.Authenticator;
import io.batchline.testkit.browser.Browsers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// Tests in Chromium against a gateway behind a proxy that misbehaves: ann is logged in, and there
/// is a batch of hers. Skipped where there is no Chromium.
abstract class InBrowser extends OnGateway {
    private Playwright driver;
    private Browser browser;
    protected WaywardProxy proxy;
    protected BrowserContext context;
    protected BatchId batch;

    @BeforeAll
    void launch() {
        Optional<Path> chromium = Browsers.installed();
        assumeTrue(
                chromium.isPresent(),
                "no Chromium on this machine: this was not tried in a browser");
        driver = Browsers.driver();
        browser = Browsers.launch(driver, chromium.get());
    }

    @AfterAll
    void quit() {
        if (driver != null) {
            browser.close();
            driver.close();
        }
    }

    @BeforeEach
    final void visit() throws Exception {
        visit(gateway);
        batch = gateway.created("exam").batchId();
    }

    /// A browser whose ann is logged in there.
    protected final void visit(GatewayFixture there) throws Exception {
        proxy = WaywardProxy.before(there.port());
        context = browser.newContext();
        String token = there.tokenFor("ann", GatewayFixture.TENANT);
        context.addCookies(
                List.of(new Cookie(Authenticator.COOKIE, token).setUrl(proxy.address())));
        context.route(
                "**/empty",
                route ->
                        route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("text/html")
                                        .setBody("<!doctype html><title>empty</title>")));
    }

    @AfterEach
    final void leave() throws Exception {
        if (context != null) {
            context.close();
            proxy.close();
        }
    }

    /// A page of the server's with nothing on it.
    protected final Page emptyPage() {
        Page page = context.newPage();
        page.navigate(proxy.address() + "/empty");
        return page;
    }

    /// Writes progress of the batch and returns its position.
    protected final long said(double percent) {
        return gateway.progress(batch, ProgressStage.PROCESSING, percent);
    }

    /// Waits until the page finds that true.
    protected static void isTrue(Page page, String claim) {
        soon().untilAsserted(() -> assertThat(page.evaluate(claim)).as(claim).isEqualTo(true));
    }

    @SuppressWarnings("unchecked")
    protected static List<String> list(Page page, String of) {
        return (List<String>) page.evaluate(of);
    }

    protected static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(100));
    }
}
