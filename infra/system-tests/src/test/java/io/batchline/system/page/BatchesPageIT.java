package io.batchline.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import io.batchline.contract.batch.Priority;
import io.batchline.contract.id.BatchId;
import io.batchline.system.LocalServer;
import io.batchline.system.Rehearsals;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The list of batches: what is seen in it, found in it and done from it.
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class BatchesPageIT extends OnPage {
    private static final double AT_ONCE = 5_000;

    @Test
    void a_new_batch_appears_by_itself_and_filters_are_an_address_that_can_be_sent()
            throws Exception {
        create("harvest 1", Priority.LOW, RehearsalOptions.empty(2));
        Page page = open("admin", "batches");
        assertThat(row(page, "harvest 1").locator(".chip")).hasText(status("Waiting for its file"));

        BatchId second = create("Harvest 2", Priority.NORMAL, RehearsalOptions.empty(2));

        assertThat(row(page, "Harvest 2")).isVisible(new IsVisibleOptions().setTimeout(AT_ONCE));
        api.upload(second, Rehearsals.of(api, api, folder).source());
        assertThat(row(page, "Harvest 2").locator(".chip")).hasText(status("Completed"));
        assertThat(row(page, "Harvest 2")).containsText("2 of 2 items");

        page.getByLabel("Search by name").fill("HARVEST");
        assertThat(page).hasURL(Pattern.compile("q=HARVEST"));
        page.getByLabel("Status").selectOption("going");
        assertThat(page.locator(".row")).hasCount(1);
        assertThat(row(page, "harvest 1")).isVisible();
        assertThat(page.url()).contains("q=HARVEST").contains("status=going");
        page.reload();
        assertThat(page.locator(".row")).hasCount(1);
        assertThat(page.getByLabel("Search by name")).hasValue("HARVEST");
        page.getByLabel("Priority").selectOption("urgent");
        assertThat(page.locator(".empty")).containsText("No batch is like that");
        button(page, "Clear the filters").click();
        assertThat(row(page, "Harvest 2")).isVisible();
    }

    @Test
    void all_that_match_are_cancelled_once_and_no_others() throws Exception {
        List<BatchId> meant = new ArrayList<>();
        for (int i = 0; i < 33; i++) {
            meant.add(create("autumn " + i, Priority.NORMAL, RehearsalOptions.empty(1)));
        }
        Rehearsals rehearsals = Rehearsals.of(api, api, folder);
        BatchId running =
                create(
                        "autumn, running",
                        Priority.NORMAL,
                        RehearsalOptions.empty(500).lasting(Duration.ofSeconds(30)));
        api.upload(running, rehearsals.source());
        BatchId other = create("spring", Priority.NORMAL, RehearsalOptions.empty(1));
        Page page = open("admin", "batches?q=autumn");
        assertThat(row(page, "autumn, running").locator(".chip")).hasText(status("Running"));
        assertThat(row(page, "autumn, running")).containsText("0 of 500 items");

        page.getByLabel("Select all shown").check();
        if (button(page, "Select all that match").isVisible()) {
            button(page, "Select all that match").click();
        }
        button(page, "Cancel…").click();

        Locator dialog = page.locator("dialog");
        assertThat(dialog).containsText("Cancel 34 batches?");
        assertThat(dialog).containsText("1 running with 500 items not done");
        assertThat(dialog).containsText("33 waiting");
        button(page, "Cancel 34 batches").click();
        assertThat(dialog).containsText("34 batches are being cancelled.");
        assertThat(dialog).not().containsText("refused");
        button(page, "Close").click();

        assertThat(row(page, "autumn, running").locator(".chip")).hasText(status("Cancelled"));
        for (BatchId batch : meant) {
            assertThat(api.status(batch).get("status").asText()).isIn("cancelling", "cancelled");
        }
        assertThat(api.status(other).get("status").asText()).isEqualTo("pending");
    }

    @Test
    void some_are_paused_resumed_and_retried_and_what_can_not_be_is_left_and_said()
            throws Exception {
        Rehearsals rehearsals = Rehearsals.of(api, api, folder);
        BatchId slow =
                create(
                        "lecture",
                        Priority.NORMAL,
                        RehearsalOptions.empty(400).lasting(Duration.ofMillis(300)));
        BatchId failing =
                create(
                        "lecture failing",
                        Priority.NORMAL,
                        RehearsalOptions.empty(40).failing(0, 50));
        api.upload(slow, rehearsals.source());
        api.upload(failing, rehearsals.source());
        Page page = open("admin", "batches?q=lecture");
        assertThat(row(page, "lecture failing").locator(".chip")).hasText(status("Completed"));
        assertThat(row(page, "lecture failing").locator(".row-failed")).isVisible();

        page.getByLabel("Select all shown").check();
        button(page, "Pause…").click();
        assertThat(page.locator("dialog")).containsText("Pause 1 batch?");
        assertThat(page.locator("dialog"))
                .containsText("1 of the selected is left as it is: 1 over already.");
        button(page, "Pause 1 batch").click();
        button(page, "Close").click();
        assertThat(row(page, "lecture").first().locator(".chip")).not().hasText(status("Running"));
        assertThat(page.locator(".chip[data-status='paused']")).hasCount(1);

        page.getByLabel("Select lecture failing").check();
        button(page, "Retry…").click();
        assertThat(page.locator("dialog"))
                .containsText(Pattern.compile("1 over with \\d+ items failed or cancelled"));
        button(page, "Retry 1 batch").click();
        assertThat(page.locator("dialog")).containsText("1 batch is retried.");
        button(page, "Close").click();
        api.cancel(slow);
    }

    @Test
    void who_may_only_look_finds_nothing_to_press() throws Exception {
        api.send(
                "add a viewer",
                "POST",
                "/api/users",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("username", "vera")
                        .put("password", LocalServer.PASSWORD)
                        .put("role", "viewer"));
        create("seen", Priority.NORMAL, RehearsalOptions.empty(1));

        Page page = open("vera", "batches?q=seen");

        assertThat(row(page, "seen")).isVisible();
        assertThat(page.locator("main input[type='checkbox']")).hasCount(0);
        assertThat(link(page, "New batch")).hasCount(0);
    }

    private BatchId create(String name, Priority priority, RehearsalOptions options)
            throws Exception {
        ObjectNode request = Rehearsals.request(priority, options).put("name", name);
        return api.create(request);
    }

    private static Locator row(Page page, String name) {
        return page.locator(".row").filter(new Locator.FilterOptions().setHas(link(page, name)));
    }

    /// Behind its mark.
    private static Pattern status(String word) {
        return Pattern.compile("^\\S*" + word + "$");
    }
}
