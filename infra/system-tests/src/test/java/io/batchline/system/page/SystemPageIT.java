package io.batchline.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.batchline.cli.client.ApiClient;
import io.batchline.contract.id.BatchId;
import io.batchline.system.LocalServer;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is seen of the service itself, and by whom.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SystemPageIT extends OnPages {
    @Test
    void the_queue_fills_and_empties_while_one_looks() throws Exception {
        Page page = pages.open(Look.LIGHT, "#/system");
        Locator verdict = page.locator("#system-verdict");
        assertThat(verdict).hasText(Pattern.compile("All is well"));
        assertThat(page.locator(".crew tbody tr")).hasCount(7);
        assertThat(page.locator(".checks li[data-state=good]").first()).containsText("Broker");

        BatchId batch =
                rehearsals.start(
                        Rehearsed.request(
                                "seen in the queue",
                                RehearsalOptions.empty(100).lasting(Duration.ofSeconds(1))));

        Locator normal =
                page.locator(".queue tbody tr", new Page.LocatorOptions().setHasText("Normal"));
        assertThat(normal.locator("td").nth(1)).hasText("1");
        assertThat(normal.locator("td").nth(4)).hasText(Pattern.compile("[1-9]\\d*"));
        assertThat(verdict).containsText("1 batch under way");
        api.cancel(batch);
        assertThat(normal.locator("td").nth(1)).hasText("0");
        page.context().close();
    }

    @Test
    void what_was_done_is_in_figures_charts_and_tables_and_can_be_fetched() throws Exception {
        BatchId batch =
                rehearsals.start(
                        Rehearsed.request(
                                "for the history", RehearsalOptions.empty(40).failing(0, 10)));
        await("the batch has ended")
                .atMost(Duration.ofSeconds(90))
                .until(() -> rehearsals.hasEnded(batch));
        int failed = api.status(batch).path("counts").path("failed").asInt();
        assertThat(failed).isPositive();
        Page page = pages.open(Look.LIGHT, "#/system/history?days=7&workload=rehearsal");
        Locator cause = page.locator(".by-cause tbody tr").first();
        await("its figures are there")
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    page.reload();
                    cause.waitFor();
                    return cause.locator("td.number").textContent().equals("" + failed);
                });

        assertThat(page.getByLabel("Period")).hasValue("7");
        assertThat(page.getByLabel("Workload").first()).hasValue("rehearsal");
        assertThat(page.locator(".uplot canvas")).hasCount(4);
        assertThat(page.locator(".lengths tbody tr", containing("Process"))).hasCount(1);
        page.getByText("Every day as a table").click();
        Locator days = page.locator(".days tbody tr");
        assertThat(days).hasCount(7);
        assertThat(days.first().locator("td").nth(2)).hasText("" + failed);

        Download download = page.waitForDownload(() -> page.getByText("Download CSV").click());
        Path table = folder.resolve("analytics.csv");
        download.saveAs(table);
        assertThat(Files.readString(table)).contains("rehearsal");

        page.getByLabel("Period").selectOption("30");
        assertThat(page).hasURL(Pattern.compile("days=30&workload=rehearsal$"));
        assertThat(days).hasCount(30);
        page.context().close();
    }

    @Test
    void a_key_is_made_shown_once_and_revoked() throws Exception {
        Page page = pages.open(Look.DARK, "#/system/access");
        Pages.button(page, "Add a key").click();
        Locator dialog = page.locator("dialog[open]");
        dialog.getByLabel("Name", new Locator.GetByLabelOptions().setExact(true)).fill("nightly");
        Pages.button(page, "Add").click();
        String key = page.locator(".secret code").textContent();
        Pages.button(page, "Close").click();
        assertThat(page.locator("tr", containing("nightly"))).containsText("Never");
        assertThat(page.locator("body")).not().containsText(key);

        try (ApiClient program = new ApiClient(server.local().address(), key)) {
            program.list(1);
            Pages.button(page, "Revoke nightly").click();
            dialog.getByText("Revoke", new Locator.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator("tr", containing("nightly"))).hasCount(0);
            assertThatThrownBy(() -> program.list(1)).hasMessageContaining("401");
        }
        page.context().close();
    }

    @Test
    void who_only_looks_sees_the_system_but_nobodys_keys() throws Exception {
        api.send(
                "add a viewer",
                "POST",
                "/api/users",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("username", "victor")
                        .put("password", LocalServer.PASSWORD)
                        .put("role", "viewer"));
        try (BrowserContext context = pages.stranger(Look.PHONE.options())) {
            Page page = pages.visit(context, "#/system/access");
            Pages.logIn(page, "victor");

            assertThat(page.getByText("There is nothing here")).isVisible();
            assertThat(page.locator(".tabs a")).hasText(new String[] {"Now", "History"});
            page.locator(".tabs a").first().click();
            assertThat(page.locator(".queue")).isVisible();
        }
    }

    private static Page.LocatorOptions containing(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
