package io.batchline.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.batchline.contract.id.BatchId;
import io.batchline.system.LocalServer;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One batch on its page: what a person sees of it through all that happens to pages.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FollowedPageIT extends OnPages {
    private static final Duration ITEM = Duration.ofMillis(600);

    @Test
    void a_page_that_is_loaded_anew_goes_on_where_the_batch_is() throws Exception {
        BatchId batch =
                rehearsals.start(
                        Rehearsed.request(RehearsalOptions.empty(60).lasting(ITEM))
                                .put("concurrency", 2));
        Page page = pages.open(Look.LIGHT, "#/batches/" + batch);
        assertThat(done(page)).hasText(Pattern.compile("[1-9]\\d* / 60"));
        int before = ended(page);

        page.reload();

        assertThat(done(page)).hasText(Pattern.compile("\\d+ / 60"));
        assertThat(ended(page)).isGreaterThanOrEqualTo(before);
        assertThat(page.locator("#freshness")).hasAttribute("data-kind", "live");
        assertThat(chip(page)).hasAttribute("data-status", "completed");
        assertThat(done(page)).hasText("60 / 60");
        assertThat(page.getByRole(AriaRole.LINK, results())).isVisible();
        page.context().close();
    }

    @Test
    void two_tabs_show_the_same_and_one_goes_on_when_the_other_is_closed() throws Exception {
        BatchId batch =
                rehearsals.start(
                        Rehearsed.request(RehearsalOptions.empty(80).lasting(ITEM))
                                .put("concurrency", 3));
        Page first = pages.open(Look.LIGHT, "#/batches/" + batch);
        Page second = pages.visit(first.context(), "#/batches/" + batch);
        for (Page each : List.of(first, second)) {
            assertThat(each.locator("#freshness")).hasAttribute("data-kind", "live");
            assertThat(done(each)).hasText(Pattern.compile("[1-9]\\d* / 80"));
        }
        int before = ended(second);

        first.close();

        await("the other tab goes on")
                .atMost(Duration.ofSeconds(60))
                .until(() -> ended(second) > before);
        assertThat(chip(second)).hasAttribute("data-status", "completed");
        assertThat(done(second)).hasText("80 / 80");
        second.context().close();
    }

    @Test
    void who_is_logged_out_is_told_and_comes_back_to_where_they_were() throws Exception {
        BatchId batch = rehearsals.start(Rehearsed.request(RehearsalOptions.empty(2)));
        send(
                "POST",
                "/api/users",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("username", "vera")
                        .put("password", LocalServer.PASSWORD)
                        .put("role", "viewer"));
        try (BrowserContext context = pages.stranger(Look.LIGHT.options())) {
            Page page = pages.visit(context, "#/batches/" + batch);
            Pages.logIn(page, "vera");
            assertThat(chip(page)).hasAttribute("data-status", "completed");

            // Whose role changes is logged out everywhere.
            send(
                    "PATCH",
                    "/api/users/vera",
                    JsonNodeFactory.instance.objectNode().put("role", "operator"));

            assertThat(page.getByText("Your session has ended.")).isVisible();
            assertThat(page.locator(".now")).hasCount(0);
            Pages.logIn(page, "vera");
            assertThat(chip(page)).hasAttribute("data-status", "completed");
            assertThat(page.locator("main h1")).hasText("normal");
        }
    }

    @Test
    void what_is_cancelled_says_so_and_keeps_what_was_done() throws Exception {
        BatchId batch =
                rehearsals.start(
                        Rehearsed.request("long", RehearsalOptions.empty(500).lasting(ITEM)));
        Page page = pages.open(Look.LIGHT, "#/batches/" + batch);
        assertThat(done(page)).hasText(Pattern.compile("[1-9]\\d* / 500"));

        Pages.button(page, "Cancel batch").click();
        Locator dialog = page.locator("dialog[open]");
        assertThat(dialog).containsText("will not be done");
        dialog.getByText("Keep it running").click();
        assertThat(dialog).hasCount(0);
        assertThat(Pages.button(page, "Cancel batch")).isFocused();
        assertThat(chip(page)).hasAttribute("data-status", "processing");
        Pages.button(page, "Cancel batch").click();
        dialog.getByText("Cancel batch", new Locator.GetByTextOptions().setExact(true)).click();

        assertThat(chip(page)).hasAttribute("data-status", "cancelled");
        assertThat(page.locator("#verdict")).containsText("Cancelled");
        JsonNode counts = api.status(batch).path("counts");
        assertThat(counts.path("succeeded").asInt()).isPositive();
        assertThat(page.locator(".segmented .legend"))
                .containsText("Succeeded " + counts.path("succeeded").asInt());
        page.context().close();
    }

    @Test
    void what_failed_is_done_again_from_its_page() throws Exception {
        BatchId batch =
                rehearsals.start(
                        Rehearsed.request(
                                "some fail",
                                RehearsalOptions.empty(20).failing(0, 20).lasting(ITEM)));
        Page page = pages.open(Look.LIGHT, "#/batches/" + batch);
        assertThat(chip(page)).hasAttribute("data-status", "completed");
        int failed = api.status(batch).path("counts").path("failed").asInt();
        assertThat(failed).isPositive();
        assertThat(page.locator(".failures h2")).hasText(failed + " failed");

        page.locator(".failures .cause-actions button").last().click();

        assertThat(chip(page)).hasAttribute("data-status", "processing");
        assertThat(chip(page)).hasAttribute("data-status", "completed");
        assertThat(page.locator("#verdict")).containsText("Completed");
        assertThat(api.status(batch).path("generation").asInt()).isGreaterThan(1);
        page.context().close();
    }

    private void send(String method, String path, JsonNode body) throws Exception {
        api.send("change a user", method, path, body);
    }

    static Locator chip(Page page) {
        return page.locator(".batch-head .chip");
    }

    static Locator done(Page page) {
        return page.locator(".now .figures dd").first();
    }

    private static int ended(Page page) {
        return Integer.parseInt(done(page).textContent().replaceFirst(" .*", ""));
    }

    private static Page.GetByRoleOptions results() {
        return new Page.GetByRoleOptions().setName(Pattern.compile("results\\.csv"));
    }
}
