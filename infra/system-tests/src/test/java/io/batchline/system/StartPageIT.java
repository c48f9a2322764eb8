package io.batchline.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A batch that somebody has to start, on its page in a real browser.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StartPageIT extends OnLocalServer {
    private static final double PATIENCE = 60_000;
    private static final String VIEWER = "vera";
    private static final String BUTTON = "Start batch";

    @Test
    void who_may_starts_it_when_its_file_is_there() throws Exception {
        Optional<Path> chromium = Browsers.installed();
        assumeTrue(
                chromium.isPresent(),
                "no Chromium on this machine: the page was not tried in a browser");
        Rehearsals rehearsals = Rehearsals.of(api, api, folder);
        BatchId batch =
                api.create(
                        Rehearsals.request(Priority.NORMAL, RehearsalOptions.empty(2))
                                .put("start", "manual"));
        api.send(
                "add a viewer",
                "POST",
                "/api/users",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("username", VIEWER)
                        .put("password", LocalServer.PASSWORD)
                        .put("role", "viewer"));
        List<String> errors = new ArrayList<>();
        setDefaultAssertionTimeout(PATIENCE);
        try (Playwright driver = Browsers.driver();
                Browser browser = Browsers.launch(driver, chromium.get());
                BrowserContext operators = browser.newContext();
                BrowserContext viewers = browser.newContext()) {
            Page page = open(operators, "admin", batch, errors);
            Page looking = open(viewers, VIEWER, batch, errors);
            assertThat(page.locator("#verdict")).hasText("Waiting for its file");
            assertThat(button(page)).isHidden();

            api.upload(batch, rehearsals.source());

            for (Page each : List.of(page, looking)) {
                assertThat(each.locator(".chip").first()).containsText("Waiting for its start");
                assertThat(each.locator("#verdict")).hasText("Waiting for its start");
            }
            assertThat(button(page)).isVisible();
            assertThat(button(looking)).isHidden();
            button(page).click();

            assertThat(page.locator(".chip").first()).containsText("Completed");
            assertThat(button(page)).isHidden();
            Assertions.assertEquals(List.of(), errors);
        }
    }

    private Page open(BrowserContext context, String user, BatchId batch, List<String> errors) {
        context.setDefaultTimeout(PATIENCE);
        Page page = context.newPage();
        page.onPageError(errors::add);
        page.navigate(server.local().address() + "/#/batches/" + batch);
        page.getByLabel("User name").fill(user);
        page.getByLabel("Password").fill(LocalServer.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in")).click();
        return page;
    }

    private static Locator button(Page page) {
        return page.locator("button", new Page.LocatorOptions().setHasText(BUTTON));
    }
}
