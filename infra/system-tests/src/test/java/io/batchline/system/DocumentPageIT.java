package io.batchline.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import io.batchline.testkit.browser.Browsers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `/docs` in a real browser: an operation is opened and executed. Whatever the policy of contents
/// refuses, or a script throws, fails the test.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DocumentPageIT extends OnLocalServer {
    private static final double PATIENCE = 60_000;

    private final List<String> troubles = new ArrayList<>();
    private Playwright driver;
    private Browser browser;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    void launch() {
        Optional<Path> chromium = Browsers.installed();
        assumeTrue(
                chromium.isPresent(),
                "no Chromium on this machine: the page was not tried in a browser");
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
    void visit() {
        context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setBaseURL(server.local().address().toString()));
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE);
        page.onPageError(troubles::add);
        page.onConsoleMessage(said -> {
            // A refused request is one of the things that are tried here.
            if (said.type().equals("error") && !said.text().contains("status of 401")) {
                troubles.add(said.text());
            }
        });
        page.onRequest(request -> {
            if (!request.url().startsWith(server.local().address().toString())
                    && !request.url().startsWith("data:")) {
                troubles.add("it asked elsewhere: " + request.url());
            }
        });
        page.navigate("/docs");
    }

    @AfterEach
    void leave() {
        if (context != null) {
            context.close();
        }
    }

    @Test
    void whoever_is_logged_in_tries_an_operation_that_reads_and_one_that_changes() {
        logIn();

        answers(opened("batches", "listBatches"), "200", "\"batches\"");
        answers(opened("auth", "logout"), "204", "");
        answers(opened("settings", "getSettings"), "401", "urn:batchline:problem");
        assertThat(troubles).isEmpty();
    }

    @Test
    void whoever_has_a_token_tries_an_operation_with_it() {
        String token = token();
        context.clearCookies();
        answers(opened("settings", "getSettings"), "401", "urn:batchline:problem");

        page.locator(".auth-wrapper > .authorize").click();
        page.locator("#auth-bearer-value").fill(token);
        page.locator(".auth-container", new Page.LocatorOptions().setHas(bearer()))
                .locator("button.authorize")
                .click();
        page.locator(".close-modal").click();

        answers(page.locator("#operations-settings-getSettings"), "200", "poll");
        assertThat(troubles).isEmpty();
    }

    private Locator bearer() {
        return page.locator("h4", new Page.LocatorOptions().setHasText("bearer"));
    }

    private void logIn() {
        token();
    }

    /// The answer also sets the cookie.
    private String token() {
        var answer =
                context.request()
                        .post(
                                "/api/auth/login",
                                RequestOptions.create()
                                        .setForm(
                                                FormData.create()
                                                        .set("username", "admin")
                                                        .set("password", LocalServer.PASSWORD)));
        return answer.text().replaceAll("(?s).*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    private Locator opened(String group, String id) {
        Locator operation = page.locator("#operations-%s-%s".formatted(group, id));
        operation.locator(".opblock-summary-control").click();
        return operation;
    }

    private static void answers(Locator operation, String status, String text) {
        operation.locator("button.execute").click();
        Locator answer = operation.locator(".live-responses-table .response").first();
        assertThat(answer).containsText(status, new ContainsTextOptions().setTimeout(PATIENCE));
        assertThat(answer).containsText(text);
    }
}
