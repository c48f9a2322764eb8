package io.batchline.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import io.batchline.contract.id.BatchId;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A batch of one file, which is over before anybody has looked: every state of it is seen, and
/// soon.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SmallBatchPageIT extends OnPages {
    private static final long SOON = 1000;
    private static final String NOTE_WHAT_IS_SHOWN =
            """
            () => {
              window.shown = [];
              const look = () => {
                const chip = document.querySelector('.batch-head .chip');
                const done = document.querySelector('.now .figures dd');
                if (!chip || !done) return;
                const what = `${chip.dataset.status} ${done.textContent}`;
                if (window.shown.at(-1)?.[1] !== what) window.shown.push([Date.now(), what]);
              };
              new MutationObserver(look).observe(document.getElementById('main'),
                { subtree: true, childList: true, characterData: true, attributes: true });
              look();
            }
            """;

    /// @param at milliseconds since the epoch, here as in the browser
    private record Seen(long at, String what) {}

    @Test
    void each_of_its_states_is_on_the_page_within_a_second() throws Exception {
        BatchId batch =
                api.create(
                        Rehearsed.request(
                                        "one file",
                                        RehearsalOptions.empty(1).lasting(Duration.ofSeconds(3)))
                                .put("start", "manual"));
        Page page = pages.open(Look.LIGHT, "#/batches/" + batch);
        assertThat(FollowedPageIT.done(page)).hasText("0 / 0");
        page.evaluate(NOTE_WHAT_IS_SHOWN);

        List<Seen> truth = new ArrayList<>();
        var over = new AtomicBoolean();
        Thread watcher =
                Thread.ofVirtual()
                        .start(() -> {
                            while (!over.get()) {
                                note(batch, truth);
                            }
                        });
        api.upload(batch, rehearsals.source());
        assertThat(FollowedPageIT.chip(page)).containsText("Waiting for its start");
        Pages.button(page, "Start batch").click();
        assertThat(FollowedPageIT.chip(page)).hasAttribute("data-status", "completed");
        assertThat(FollowedPageIT.done(page)).hasText("1 / 1");
        over.set(true);
        watcher.join();

        List<Seen> shown = shown(page);
        System.out.println("a batch of one file: it was " + truth + ", the page showed " + shown);
        assertThat(shown)
                .extracting(Seen::what)
                .containsSubsequence("pending 0 / 0", "processing 0 / 1", "completed 1 / 1")
                .as("no older state comes after a newer one")
                .filteredOn(what -> what.startsWith("processing"))
                .doesNotHaveDuplicates();
        for (int i = 0; i < truth.size(); i++) {
            Seen state = truth.get(i);
            long until = i + 1 < truth.size() ? truth.get(i + 1).at() : Long.MAX_VALUE;
            if (until - state.at() > SOON) {
                assertThat(shown)
                        .as("%s is shown in time", state)
                        .anyMatch(each ->
                                each.what().equals(state.what()) && each.at() < state.at() + SOON);
            }
        }
        page.context().close();
    }

    /// What the API says, as the page writes it.
    private void note(BatchId batch, List<Seen> truth) {
        try {
            JsonNode now = api.status(batch);
            JsonNode counts = now.path("counts");
            int ended =
                    counts.path("succeeded").asInt()
                            + counts.path("failed").asInt()
                            + counts.path("cancelled").asInt();
            String what =
                    "%s %d / %d"
                            .formatted(
                                    now.path("status").asText(),
                                    ended,
                                    counts.path("total").asInt());
            if (truth.isEmpty() || !truth.getLast().what().equals(what)) {
                truth.add(new Seen(System.currentTimeMillis(), what));
            }
        } catch (IOException e) {
            throw new IllegalStateException("the API does not say how the batch is", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Seen> shown(Page page) {
        return ((List<List<Object>>) page.evaluate("() => window.shown"))
                .stream()
                        .map(each ->
                                new Seen(
                                        ((Number) each.get(0)).longValue(), each.get(1).toString()))
                        .toList();
    }
}
