package io.batchline.system.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.batchline.contract.id.BatchId;
import io.batchline.workload.rehearsal.RehearsalOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every main page in light, dark and on a phone: a picture of it for whoever reviews, what
/// axe-core holds against it, and that it is no wider than its window. The pictures lie in
/// `target/screenshots`.
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class PageLooksIT extends OnPages {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final String WIDER =
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";

    private BatchId batch;
    private Axe axe;

    @BeforeAll
    void prepare() throws Exception {
        axe = Axe.fetched();
        batch =
                rehearsals.start(
                        Rehearsed.request(RehearsalOptions.empty(60).failing(0, 10).doubting(5)));
        Awaitility.await("the batch has ended")
                .atMost(Duration.ofSeconds(90))
                .until(() -> rehearsals.hasEnded(batch));
        rehearsals.start(
                Rehearsed.request(RehearsalOptions.empty(2000).lasting(Duration.ofSeconds(2))));
    }

    static Look[] looks() {
        return new Look[] {Look.LIGHT, Look.DARK, Look.PHONE};
    }

    @ParameterizedTest
    @MethodSource("looks")
    void every_page_is_for_everybody_and_fits_its_window(Look look) {
        Map<String, Object> complaints = new TreeMap<>();
        try (BrowserContext context = pages.stranger(look.options().setBypassCSP(true))) {
            Page page = pages.visit(context, "");
            page.locator("#username").waitFor();
            judge(page, "login", look, complaints);
            Pages.logIn(page, "admin");
            places().forEach((name, place) -> {
                page.navigate(server.local().address() + place.address());
                assertThat(page.locator(place.shows()).first()).isVisible();
                judge(page, name, look, complaints);
            });
        }
        assertThat(complaints).isEmpty();
    }

    private void judge(Page page, String name, Look look, Map<String, Object> complaints) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve("%s-%s.png".formatted(name, look.name())))
                        .setFullPage(true));
        var found = axe.complaints(page);
        if (!found.isEmpty()) {
            complaints.put(name, found);
        }
        if (((Number) page.evaluate(WIDER)).intValue() > 0) {
            complaints.put(name + " is wider than its window", page.evaluate(WIDER));
        }
    }

    /// @param shows a selector of what is there when the place is
    private record Place(String address, String shows) {}

    private Map<String, Place> places() {
        var places = new LinkedHashMap<String, Place>();
        places.put("batches", new Place("#/batches", "a[href*='" + batch + "']"));
        places.put("batch", new Place("#/batches/" + batch, "#verdict"));
        places.put("review", new Place("#/batches/" + batch + "/review", "main :is(h1, h2)"));
        places.put("submit", new Place("#/submit", "main :is(h1, h2)"));
        places.put("system", new Place("#/system", ".queue"));
        places.put("history", new Place("#/system/history", ".uplot"));
        places.put("access", new Place("#/system/access", "table.rows"));
        places.put("log", new Place("#/system/log", "table.rows"));
        return places;
    }
}
